import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { languages } from "../web/i18n/words.ts";
import { type BuiltFile, FILES_NOTE } from "./note-files.ts";
import { type SourceFile, scanSources } from "./web-source.ts";

/**
 * Holds what is fetched before something is seen to its limits: script in gzip, and files. `e2e/first-load.test.ts` counts what
 * a page asks the API for too.
 */
const MOST_KILOBYTES = { "sign-in": 90, shell: 180 } as const;
/** Of the 25 requests that a page may begin with; what is left is for what it asks the API. */
const MOST_FILES = 18;
/** The type of Latin letters; a page that shows others fetches theirs. */
const FONTS = 1;

interface Load {
  name: string;
  /** Scripts, the heaviest first. */
  scripts: { file: string; kilobytes: number }[];
  kilobytes: number;
  /** With the document and what it names. */
  files: number;
}

const dist = join(import.meta.dirname, "..", "dist");
const built = JSON.parse(readFileSync(join(dist, FILES_NOTE), "utf8")) as BuiltFile[];
const byFile = new Map(built.map((each) => [each.file, each]));
const fileOf = new Map(built.flatMap(({ file, modules }) => modules.map((module) => [module, file] as const)));
const sources = new Map(scanSources(join(import.meta.dirname, "..", "web")).map((source) => [source.name, source]));
const document = readFileSync(join(dist, "web", "index.html"), "utf8");
/** What the document names that is no module: the style sheet and what runs before it. */
const named = [...document.matchAll(/<(?:script|link)\s[^>]*>/g)].filter(
  ([tag]) => /(src|href)="\//.test(tag) && !/type="module"|rel="modulepreload"/.test(tag),
);

/** The files that come with these modules, each with those that it imports. */
function closure(modules: readonly string[]): BuiltFile[] {
  const reached = new Map<string, BuiltFile>();
  const open = modules.map((module) => fileOf.get(module) ?? fail(`${module} is in no file. Run \`npm run build\`.`));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const file = byFile.get(next);
    if (!file || reached.has(next)) continue;
    reached.set(next, file);
    open.push(...file.imports);
  }
  return [...reached.values()];
}

function fail(reason: string): never {
  throw new Error(reason);
}

const sizes = new Map<string, number>();
function kilobytesOf(file: string): number {
  const known = sizes.get(file) ?? gzipSync(readFileSync(join(dist, "web", file))).length / 1000;
  sizes.set(file, known);
  return known;
}

function load(name: string, modules: readonly string[]): Load {
  const scripts = closure(modules)
    .map(({ file }) => ({ file, kilobytes: kilobytesOf(file) }))
    .toSorted((a, b) => b.kilobytes - a.kilobytes);
  const kilobytes = scripts.reduce((sum, each) => sum + each.kilobytes, 0);
  return { name, scripts, kilobytes, files: 1 + named.length + FONTS + scripts.length };
}

/** Files of words in a language that a set of a room is made of. */
function wordsIn(language: string, { file }: { file: string }): string[] {
  const targets = sources.get(file)?.imports.map(({ target }) => target) ?? [];
  return targets.filter((target) => target.endsWith(`.${language}.json`));
}

/** The programs and every page, in one language. */
function loadsIn(language: string) {
  const door = ["index.html", `entrance.${language}.ts`];
  const shell = [...door, "app.tsx", `app.${language}.ts`];
  const isPage = ({ name }: SourceFile) => name.endsWith(".pages.ts") && !name.startsWith("gallery/");
  const pages = [...sources.values()].filter(isPage).flatMap(({ parts }) => parts);
  return {
    "sign-in": load(`sign-in (${language})`, [...door, "entrance.tsx"]),
    shell: load(`shell (${language})`, shell),
    pages: pages.map(({ target, words }) =>
      load(`${target} (${language})`, [...shell, target, ...words.flatMap((set) => wordsIn(language, set))]),
    ),
  };
}

const said = (kilobytes: number) => `${kilobytes.toFixed(1)} KB`;
const tooMuch: string[] = [];
for (const { value } of languages) {
  const { pages, ...programs } = loadsIn(value);
  for (const name of ["sign-in", "shell"] as const) {
    const { kilobytes, scripts } = programs[name];
    console.info(`${programs[name].name}: ${said(kilobytes)} of script, at most ${MOST_KILOBYTES[name]}`);
    if (kilobytes <= MOST_KILOBYTES[name]) continue;
    const heaviest = scripts.slice(0, 5).map((each) => `  ${said(each.kilobytes)} ${each.file}`);
    tooMuch.push(
      `${programs[name].name} loads ${said(kilobytes)} of script in gzip, at most ${MOST_KILOBYTES[name]} KB. The heaviest:`,
      ...heaviest,
    );
  }
  const [most] = pages.toSorted((a, b) => b.files - a.files);
  if (most) console.info(`${most.name}: ${most.files} files, more than any other page, at most ${MOST_FILES}`);
  for (const { name, files, scripts } of [...pages, ...Object.values(programs)]) {
    if (files <= MOST_FILES) continue;
    const each = scripts.map(({ file, kilobytes }) => `  ${said(kilobytes)} ${file}`);
    tooMuch.push(`${name} loads ${files} files, at most ${MOST_FILES}. Its scripts:`, ...each);
  }
}
if (tooMuch.length > 0) {
  console.error([...tooMuch, "build/page-chunks.ts says which modules come in one file."].join("\n"));
  process.exitCode = 1;
}
