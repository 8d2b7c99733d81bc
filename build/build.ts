import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hashSources } from "./hash-sources.ts";

/** What goes into `dist/`: as long as none of it changes, neither does what is built of it. */
const SOURCES = [
  ...["contracts", "rules", "server", "demo", "web", "cli", "build"],
  ...["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"],
];
const STAMP = "dist/sources";

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

const sources = hashSources(process.cwd(), SOURCES);
if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== sources) await build();

/**
 * Builds the pages and the program into `dist/`, and an empty embedded database that a first start copies. With what it
 * depends on, because reading 700 small modules one by one would be a fifth of a start's work.
 */
async function build(): Promise<void> {
  rmSync("dist", { recursive: true, force: true });
  // Loaded only here: they take longer than to see that nothing has changed.
  const { build: buildPages } = await import("vite");
  const { build: bundle } = await import("esbuild");
  const { createEmbedded } = await import("../server/platform/db/create-embedded.ts");
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
  writeFileSync(STAMP, sources);
}
