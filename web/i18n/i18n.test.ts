import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import de from "./de.json";
import en from "./en.json";

const web = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(web, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts") && !name.endsWith(".test.tsx"))
  // Shows components with made-up content while developing; it is not part of the build.
  .filter((name) => !name.startsWith(join("gallery", "")));

type Node = { [key: string]: string | Node };
function flatten(node: Node, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}
const english = flatten(en);
const german = flatten(de);
const placeholders = (text: string) => (text.match(/\{\{\s*\w+\s*\}\}/g) ?? []).sort();

/** A plural lives under `key_one`, `key_other`, …; code names it `key`. */
function exists(key: string): boolean {
  return english.has(key) || english.has(`${key}_other`);
}

/** Attributes whose text people see or hear. */
const spoken = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "title",
  "placeholder",
  "alt",
  "label",
  "content",
  "help",
  "body",
  "description",
  "answers",
  "confirmLabel",
]);
const hasLetters = /\p{L}/u;

interface Findings {
  keys: string[];
  prefixes: string[];
  literals: string[];
}

function scan(name: string): Findings {
  const source = ts.createSourceFile(
    name,
    readFileSync(join(web, name), "utf8"),
    ts.ScriptTarget.Latest,
    true,
    name.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: Findings = { keys: [], prefixes: [], literals: [] };
  const at = (node: ts.Node) => `${name}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;

  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t") {
      const [key] = node.arguments;
      if (key && ts.isStringLiteralLike(key)) found.keys.push(key.text);
      else if (key && ts.isTemplateExpression(key)) found.prefixes.push(key.head.text);
    }
    if (ts.isJsxText(node) && hasLetters.test(node.text)) found.literals.push(`${at(node)} ${node.text.trim()}`);
    if (ts.isJsxAttribute(node) && node.initializer && spoken.has(node.name.getText(source))) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (value && ts.isStringLiteralLike(value) && hasLetters.test(value.text))
        found.literals.push(`${at(node)} ${value.text}`);
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found;
}
const findings = files.map(scan);

describe("languages", () => {
  it("have the same keys", () => {
    expect([...german.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect([...english.keys()].filter((key) => !german.has(key))).toEqual([]);
  });

  it("leave nothing empty and fill in the same values", () => {
    for (const [key, text] of english) {
      expect(text, key).not.toBe("");
      expect(placeholders(german.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });
});

describe("code", () => {
  it("asks only for texts that exist", () => {
    const missing = findings.flatMap(({ keys }) => keys).filter((key) => !exists(key));
    expect([...new Set(missing)]).toEqual([]);
  });

  it("builds keys only from beginnings that exist", () => {
    const missing = findings
      .flatMap(({ prefixes }) => prefixes)
      .filter((prefix) => ![...english.keys()].some((key) => key.startsWith(prefix)));
    expect([...new Set(missing)]).toEqual([]);
  });

  it("writes no text of its own", () => {
    expect(findings.flatMap(({ literals }) => literals)).toEqual([]);
  });
});
