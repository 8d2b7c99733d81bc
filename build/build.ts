import { chmodSync, rmSync } from "node:fs";
import { build as bundle } from "esbuild";
import { build as buildPages } from "vite";
import { createEmbedded } from "../server/platform/db/create-embedded.ts";

/** Dependencies that stay in `node_modules`: they load files that lie beside their code, or belong to one that does. */
const UNBUNDLED = [
  "@electric-sql/pglite",
  "@fastify/compress",
  "@fastify/cookie",
  "@fastify/helmet",
  "@fastify/rate-limit",
  "@fastify/static",
  "@fastify/swagger",
  "@node-rs/argon2",
  "@scalar/fastify-api-reference",
  "chdb",
  "fastify",
  "pino",
];

/**
 * Builds the pages and the program into `dist/`, and an empty embedded database that a first start copies. With what it
 * depends on, because reading 700 small modules one by one would be a fifth of a start's work.
 */
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
  external: UNBUNDLED,
  // For the dependencies that are still CommonJS.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  sourcemap: true,
  logLevel: "warning",
});
await createEmbedded("dist/records");
chmodSync("bin/throughline.js", 0o755);
