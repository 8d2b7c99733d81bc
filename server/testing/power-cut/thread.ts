import { isMainThread } from "node:worker_threads";
import { type Cuts, watchThread } from "./watch.ts";

// Loaded by `node --require` into every thread, before what it shall run.

const said = process.env.POWER_CUTS;
if (!isMainThread && said) watchThread(JSON.parse(said) as Cuts | null);
