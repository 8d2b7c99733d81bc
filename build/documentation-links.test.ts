import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const pages = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map((name) => join(root, name)),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(root, "docs", name)),
];

/** Without code, in which brackets mean something else. */
function proseOf(page: string): string {
  return readFileSync(page, "utf8")
    .replace(/^ *```.*?^ *```/gms, "")
    .replace(/`[^`\n]*`/g, "");
}

/** Targets of links and images, with what stands before and after the #. */
function linksOf(page: string): { file: string; anchor: string }[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => ({ file: target.split("#")[0] ?? "", anchor: target.split("#")[1] ?? "" }));
}

/** The addresses of headings, as the usual readers of Markdown make them. */
function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(page, "utf8").matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

test.each(pages.map((page) => relative(root, page)))("every link of %s leads somewhere", (name) => {
  const page = join(root, name);
  const broken = linksOf(page).filter(({ file, anchor }) => {
    const target = file === "" ? page : join(dirname(page), file);
    if (!isThere(target)) return true;
    return anchor !== "" && target.endsWith(".md") && !anchorsOf(target).has(anchor);
  });
  expect(broken).toEqual([]);
});

test("every page of docs/ is named by an index", () => {
  const indexed = new Set(
    ["docs/README.md", "docs/decisions/README.md"].flatMap((index) =>
      linksOf(join(root, index)).map(({ file }) => join(root, dirname(index), file)),
    ),
  );
  const missing = pages.filter((page) => page.startsWith(join(root, "docs", "")) && !indexed.has(page));
  expect(missing.map((page) => relative(root, page))).toEqual(["docs/README.md"]);
});
