import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);

/** Words that have given way to one of the glossary in ARCHITECTURE.md, and what is said instead. */
const GIVEN_UP: readonly [RegExp, string][] = [
  [/saved.?question/i, "saved query"],
  [/\b(any|funnel|retention|paths?|process|consistency|discovery)[-_]?question/i, "query"],
  [/question[-_]?id\b/i, "query id"],
  [/\bcaseBy\b|\bminimumCases\b|\bcasesSql\b|\bCaseLine\b/, "trace"],
  [/\bactor_?keys?\b|person_of_actor/i, "identifier key"],
  [/\bPersonContext\b|memberships\.person\b|kind: "person" \| "key"/, "user"],
  [/\bidentity(Routes|Api|Cursor|Conflicts)\b|\bcreateIdentity\b|identity_(cursor|conflicts)/, "access or stitching"],
  [/pgTable\(\s*"accounts"/, "credentials; an account is a company"],
];

const code = tracked.filter(
  (file) =>
    /\.(tsx?|sql|json|md)$/.test(file) && !/^(CHANGELOG\.md|package-lock\.json|build\/glossary\.test\.ts)$/.test(file),
);

describe("words that were given up are nowhere", () => {
  test.each(GIVEN_UP)("%s", (word, instead) => {
    const found = code.filter((file) => word.test(file) || word.test(readFileSync(join(root, file), "utf8")));
    expect(found, `Say ${instead} instead.`).toEqual([]);
  });
});

test("the glossary says each word once", () => {
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const rows = page
    .slice(page.indexOf("## Glossary"))
    .split("\n")
    .filter((line) => line.startsWith("| **"));
  const words = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/\*\*([^*]+)\*\*/g)].map(([, word]) => word),
  );
  expect(rows.length).toBeGreaterThan(20);
  expect(words).toEqual([...new Set(words)]);
});
