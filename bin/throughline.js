#!/usr/bin/env node
const { execFileSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { pathToFileURL } = require("node:url");

// The embedded event store works in Node's pool of threads. With the four that Node starts by itself, four long questions
// would hold up ingestion, passwords and files. It has to be said before the pool exists, and loading a module makes it.
process.env.UV_THREADPOOL_SIZE ??= "16";

const root = dirname(__dirname);
const program = join(root, "dist", "throughline.js");
// A checkout whose install ran no scripts has not been built yet.
if (!existsSync(program)) {
  console.error("Building Throughline once …");
  execFileSync(
    process.execPath,
    [join(root, "node_modules", "tsx", "dist", "cli.mjs"), join(root, "build", "build.ts")],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
    },
  );
}
void import(pathToFileURL(program).href);
