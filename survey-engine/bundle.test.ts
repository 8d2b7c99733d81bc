import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const room = import.meta.dirname;

/** What every visitor of a page with a survey loads of the engine: to show it, go through it and send it. */
const CORE = `
  export { sit } from "./sitting.ts";
  export { act, begin, resume } from "./session.ts";
  export { look } from "./look.ts";
  export { submissionOf } from "./replay.ts";
  export { coreTypes, furtherTypes } from "./types/core.ts";
  export { chooseLanguage } from "./text-in.ts";
`;
const MOST_KILOBYTES = 7;
/** Of a type that is loaded by itself, without what the core has. */
const MOST_OF_A_TYPE = 1.5;

async function bundle(contents: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: room, loader: "ts" },
    ...{
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: "esm",
      target: "es2022",
      platform: "browser",
    },
  });
  const [file] = outputFiles;
  return {
    kilobytes: gzipSync(file?.contents ?? "", { level: 9 }).length / 1000,
    inputs: Object.keys(metafile.inputs),
  };
}

test("the core is small, and nothing of it comes from anywhere but the engine, the rules and the words", async () => {
  const { kilobytes, inputs } = await bundle(CORE);
  console.info(`survey-engine: ${kilobytes.toFixed(2)} KB of script in gzip, at most ${MOST_KILOBYTES}`);
  expect(kilobytes).toBeLessThanOrEqual(MOST_KILOBYTES);
  const foreign = inputs.filter((path) => !/(?:^|\/)(?:survey-engine|rules|contracts\/words)\/|^<stdin>$/.test(path));
  expect(foreign).toEqual([]);
});

test("every further type is small by itself", async () => {
  const types = readdirSync(join(room, "types")).filter((name) =>
    /^(?:number|slider|date|contact|matrix|ranking|file)\.ts$/.test(name),
  );
  expect(types.length).toBe(7);
  for (const name of types) {
    const { kilobytes } = await bundle(`export * from "./types/${name}"`);
    expect([relative(room, name), kilobytes < MOST_OF_A_TYPE]).toEqual([relative(room, name), true]);
  }
});

test("nothing of the engine reaches a library, however much of it is loaded", async () => {
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !/\.test\.ts$|^testing\//.test(name),
  );
  const { inputs } = await bundle(files.map((name, index) => `export * as file${index} from "./${name}";`).join("\n"));
  expect(inputs.filter((path) => /node_modules|zod/.test(path))).toEqual([]);
});
