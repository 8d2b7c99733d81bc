import { readConfig } from "../config.ts";
import { openSystem } from "../open-system.ts";

// A program: the first start on a data folder, and its end.
//
//   tsx server/testing/first-start.ts FOLDER

const [data] = process.argv.slice(2);
if (!data) throw new Error("usage: first-start.ts FOLDER");
const system = await openSystem(readConfig({ data, logLevel: "silent" }, {}));
await system.close();
