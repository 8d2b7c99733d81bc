#!/usr/bin/env node
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const program = join(root, "dist", "throughline.js");
// A checkout whose install ran no scripts has not been built yet.
if (!existsSync(program)) {
  console.error("Building Throughline once …");
  execFileSync(process.execPath, [join(root, "node_modules", "tsx", "dist", "cli.mjs"), join(root, "build", "build.ts")], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
}
await import(pathToFileURL(program).href);
