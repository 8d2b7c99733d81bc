import { resolve } from "node:path";
import { startVitest } from "vitest/node";

// Whether the public files that docs/examples names are read and imported as they were found to be.
//
//   npm run real-files -- FOLDER

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("usage: npm run real-files -- FOLDER, with the files that docs/examples/README.md names");
await startVitest("test", [], {
  config: false,
  watch: false,
  pool: "forks",
  include: ["server/testing/real-files.check.ts"],
  globalSetup: "server/testing/run-folder.ts",
  provide: { realFiles: resolve(folder), servers: undefined },
  testTimeout: 120_000,
  hookTimeout: 60_000,
});
