import { chmodSync, rmSync } from "node:fs";
import { build as bundle } from "esbuild";
import { build as buildPages } from "vite";

/** Builds the pages and the program into `dist/`; dependencies stay in `node_modules`. */
rmSync("dist", { recursive: true, force: true });
await buildPages({ logLevel: "warn" });
await bundle({
  entryPoints: { throughline: "cli/throughline.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
});
chmodSync("bin/throughline.js", 0o755);
