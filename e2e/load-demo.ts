import { loadDemo } from "../demo/demo.ts";
import { readConfig } from "../server/config.ts";
import { openSystem } from "../server/open-system.ts";

// A program: fills a data folder with a small demo. Enough people for every number to be shown, few enough to be loaded
// while one waits.
//
//   tsx e2e/load-demo.ts FOLDER

const [data] = process.argv.slice(2);
if (!data) throw new Error("usage: load-demo.ts FOLDER");
const system = await openSystem(readConfig({ data, logLevel: "silent" }, {}));
await loadDemo(system, { scale: 0.02 });
await system.close();
