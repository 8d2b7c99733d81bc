import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { reachedFrom, type SourceFile, scanSources } from "../../build/web-source.ts";
import { appWords, entranceWords } from "../words.ts";
import type { WordSet } from "./words.ts";

const web = fileURLToPath(new URL("..", import.meta.url));
const rules = fileURLToPath(new URL("../../rules", import.meta.url));

type Texts = Readonly<Record<string, string>>;
const read = (name: string) => JSON.parse(readFileSync(join(web, name), "utf8")) as Texts;
/** Files of words by their path without language and ending, such as `explore/words`. */
const languageFiles = new Map<string, { en?: Texts; de?: Texts }>();
for (const name of readdirSync(web, { recursive: true, encoding: "utf8" }).sort()) {
  const [, path = "", language] = /^(.+)\.(en|de)\.json$/.exec(name) ?? [];
  if (language) languageFiles.set(path, { ...languageFiles.get(path), [language]: read(name) });
}
/**
 * Those that the server has in English; `server/testing/words.test.ts` holds them to what it says, `problems.test.ts` those of
 * problems.
 */
const serversEnglish = ["charts/metrics", "journeys/templates"].concat(
  [...languageFiles.keys()].filter((path) => path.endsWith("/problems")),
);
const pairs = [...languageFiles].filter(([path]) => !serversEnglish.includes(path));
const english = new Map(pairs.flatMap(([path, { en }]) => Object.keys(en ?? {}).map((key) => [key, path] as const)));

const sources = scanSources(web);
// Shows components with made-up content while developing; it is not part of the build.
const product = sources.filter(({ name }) => !name.startsWith("gallery/"));
const byName = new Map(sources.map((source) => [source.name, source]));

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map(([, name]) => name).sort();
/** A plural lives under `key_one` and `key_other`; code names it `key`. */
const nameOf = (key: string) =>
  english.has(key.replace(/_(one|other)$/, "_other")) ? key.replace(/_(one|other)$/, "") : key;
const textOf = (key: string) => {
  const stored = english.has(key) ? key : `${key}_other`;
  return languageFiles.get(english.get(stored) ?? "")?.en?.[stored];
};

/** Keys of words that these files say: written out, put together, or under a beginning that a kit is given. */
function saidBy(files: readonly SourceFile[]): Set<string> {
  const strings = new Set(files.flatMap((file) => [...file.strings]));
  const beginnings = new Set(files.flatMap((file) => [...file.beginnings]));
  const patterns = files.flatMap((file) => file.patterns).filter(({ source }) => /^\^\w+\\\./.test(source));
  const endings = new Set(
    files.flatMap((file) => file.patterns).flatMap(({ source }) => /^\^\[\^ \]\+\\\.(\w+)\$$/.exec(source)?.[1] ?? []),
  );
  const isSaid = (key: string) => {
    const [, beginning = "", ending = ""] = /^(.+)\.(\w+)$/.exec(key) ?? [];
    if (strings.has(key) || (beginnings.has(beginning) && endings.has(ending))) return true;
    return patterns.some((pattern) => pattern.test(key));
  };
  return new Set([...english.keys()].filter((key) => isSaid(key) || isSaid(nameOf(key))));
}

describe("languages", () => {
  it("have the same keys", () => {
    for (const [path, { en = {}, de = {} }] of pairs) expect(Object.keys(de), path).toEqual(Object.keys(en));
    for (const path of serversEnglish) expect(languageFiles.get(path)?.en, path).toBeUndefined();
  });

  it("leave nothing empty and fill in the same values", () => {
    for (const [path, { en = {}, de = {} }] of pairs)
      for (const [key, text] of Object.entries(en)) {
        expect(text, `${path} ${key}`).not.toBe("");
        expect(placeholders(de[key] ?? ""), `${path} ${key}`).toEqual(placeholders(text));
      }
  });

  it("say a thing in one place", () => {
    const all = pairs.flatMap(([path, { en = {} }]) => Object.keys(en).map((key) => `${key} in ${path}`));
    expect(all.filter((each) => english.get(each.split(" ")[0] ?? "") !== each.split(" ")[2])).toEqual([]);
  });
});

describe("code", () => {
  it("says every text there is", () => {
    const said = saidBy([...product, ...scanSources(rules)]);
    expect([...english].filter(([key]) => !said.has(key)).map(([key, path]) => `${path} ${key}`)).toEqual([]);
  });

  it("asks only for texts that exist", () => {
    const missing = product.flatMap(({ calls }) => calls).filter(({ key }) => textOf(key) === undefined);
    expect(missing.map(({ key, place }) => `${place} ${key}`)).toEqual([]);
  });

  it("gives the values that a text has places for", () => {
    const wrong = product
      .flatMap(({ calls }) => calls)
      .filter(({ key, values }) => placeholders(textOf(key) ?? "").some((name) => !values.includes(name ?? "")));
    expect(wrong.map(({ key, place }) => `${place} ${key}`)).toEqual([]);
  });

  it("writes no text of its own", () => {
    expect(product.flatMap(({ literals }) => literals)).toEqual([]);
  });
});

describe("every part that is loaded by itself brings the words it says", async () => {
  const keysOf = async (set: WordSet) => Object.keys((await set.en?.())?.default ?? {});
  const always = new Set((await Promise.all([entranceWords, appWords].map(keysOf))).flat());
  const parts = product.flatMap((source) => source.parts.map((part) => ({ from: source.name, ...part })));

  it.each(parts)("$export of $target", async ({ target, words, export: name }) => {
    const sets = await Promise.all(
      words.map(async (set) => ((await import(join(web, set.file))) as Record<string, WordSet>)[set.name]),
    );
    const there = new Set((await Promise.all(sets.flatMap((set) => (set ? [keysOf(set)] : [])))).flat());
    const missing = [...saidBy(reachedFrom(byName, target, [name]))].filter(
      (key) => !always.has(key) && !there.has(key),
    );
    const files = new Set(missing.map((key) => english.get(key)));
    expect([...files].map((path) => `words of ${path}`)).toEqual([]);
  });
});
