import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import ts from "typescript";

/** What a file of the pages says and needs, read from its source. Paths are relative to `web/`. */
export interface SourceFile {
  name: string;
  /** Every text in quotes. */
  strings: Set<string>;
  /** Texts with values in between, as patterns of what they can become. */
  patterns: RegExp[];
  /** Under which beginnings of keys it has a kit look for words. */
  beginnings: Set<string>;
  /** Words of the page that stand in the source instead of the files of words. */
  literals: string[];
  /** Files it imports, now or later, but for those that bring words of their own, and what it takes from each; all when empty. */
  imports: { target: string; names: string[] }[];
  /** What it hands on of other files, as a door does, by name. */
  handsOn: Map<string, string>;
  /** What it loads together with words: `lazyPage(() => import(…), name, words)`. */
  parts: Part[];
  /** What it says with values: the key, the names of the values given, and where. */
  calls: { key: string; values: string[]; place: string }[];
}

export interface Part {
  target: string;
  /** What is taken from it. */
  export: string;
  /** Sets of words, by the file and the name of their export. */
  words: { file: string; name: string }[];
}

/** Attributes whose text people see or hear. */
const SPOKEN = new Set([
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
const LAZY = new Set(["lazyPage", "lazyPart"]);
const hasLetters = /\p{L}/u;

/** Every source file below the folder that is no test. */
export function scanSources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => scan(folder, name));
}

function scan(folder: string, name: string): SourceFile {
  const source = ts.createSourceFile(
    name,
    readFileSync(join(folder, name), "utf8"),
    ts.ScriptTarget.Latest,
    true,
    name.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const file: SourceFile = {
    name,
    strings: new Set(),
    patterns: [],
    beginnings: new Set(),
    literals: [],
    imports: [],
    handsOn: new Map(),
    parts: [],
    calls: [],
  };
  const bindings = new Map<string, string>();
  const placeOf = (node: ts.Node) => `${name}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
  const resolve = (path: string) => relative(folder, normalize(join(folder, dirname(name), path)));

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      addImport(node, node.moduleSpecifier.text);
      return;
    }
    if (ts.isExportDeclaration(node)) addExport(node);
    if (ts.isCallExpression(node)) {
      if (ts.isIdentifier(node.expression) && LAZY.has(node.expression.text)) {
        addPart(node);
        return;
      }
      const target = importedBy(node);
      if (target !== undefined) file.imports.push({ target: resolve(target), names: [] });
      addCall(node);
    }
    if (ts.isStringLiteralLike(node)) file.strings.add(node.text);
    if (ts.isTemplateExpression(node)) file.patterns.push(patternOf(node));
    if (ts.isJsxText(node) && hasLetters.test(node.text)) file.literals.push(`${placeOf(node)} ${node.text.trim()}`);
    if (ts.isJsxAttribute(node)) addAttribute(node);
    if (ts.isPropertyAssignment(node)) addBeginning(node);
    ts.forEachChild(node, visit);
  }

  function addImport(node: ts.ImportDeclaration, path: string): void {
    const { importClause: clause } = node;
    if (!path.startsWith(".") || clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
    const bound = clause?.namedBindings;
    const names = bound && ts.isNamedImports(bound) ? bound.elements.filter(({ isTypeOnly }) => !isTypeOnly) : [];
    if (bound && ts.isNamedImports(bound) && names.length === 0) return;
    file.imports.push({ target: resolve(path), names: names.map((each) => (each.propertyName ?? each.name).text) });
    for (const each of names) bindings.set(each.name.text, resolve(path));
  }

  function addExport({ moduleSpecifier, exportClause, isTypeOnly }: ts.ExportDeclaration): void {
    if (isTypeOnly || !moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return;
    const target = resolve(moduleSpecifier.text);
    if (!exportClause || !ts.isNamedExports(exportClause)) file.imports.push({ target, names: [] });
    else for (const each of exportClause.elements) if (!each.isTypeOnly) file.handsOn.set(each.name.text, target);
  }

  function addPart(call: ts.CallExpression): void {
    const [load, part, words] = call.arguments;
    const target = load && findImport(load);
    if (target === undefined) throw new Error(`${placeOf(call)} does not load a file`);
    const names = words ? (words.getText(source).match(/\w+/g) ?? []) : [];
    file.parts.push({
      target: resolve(target),
      export: part && ts.isStringLiteralLike(part) ? part.text : "",
      words: names.map((each) => ({ file: bindings.get(each) ?? name, name: each })),
    });
  }

  function addCall(call: ts.CallExpression): void {
    const [key, values] = call.arguments;
    if (!ts.isIdentifier(call.expression) || call.expression.text !== "t" || !key || !ts.isStringLiteralLike(key))
      return;
    if (values && (!ts.isObjectLiteralExpression(values) || values.properties.some(ts.isSpreadAssignment))) return;
    const given = values?.properties.map((property) => property.name?.getText(source) ?? "") ?? [];
    file.calls.push({ key: key.text, values: given, place: placeOf(call) });
  }

  function addAttribute(node: ts.JsxAttribute): void {
    const value =
      node.initializer && ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
    if (!value || !ts.isStringLiteralLike(value)) return;
    const attribute = node.name.getText(source);
    if (SPOKEN.has(attribute) && hasLetters.test(value.text)) file.literals.push(`${placeOf(node)} ${value.text}`);
  }

  function addBeginning({ name: property, initializer }: ts.PropertyAssignment): void {
    if (property.getText(source) === "words" && ts.isStringLiteralLike(initializer))
      file.beginnings.add(initializer.text);
  }

  visit(source);
  return file;
}

/** The files that come with what is taken from this one: a door brings only what is asked of it. */
export function reachedFrom(sources: ReadonlyMap<string, SourceFile>, target: string, names: string[]): SourceFile[] {
  const reached = new Map<string, SourceFile>();
  const seen = new Set<string>();
  const open = [{ target, names }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const source = sources.get(next.target);
    if (!source || seen.has(`${next.target} ${next.names}`)) continue;
    seen.add(`${next.target} ${next.names}`);
    const isDoor = next.names.length > 0 && next.names.every((name) => source.handsOn.has(name));
    for (const name of next.names.length > 0 ? next.names : source.handsOn.keys())
      if (source.handsOn.has(name)) open.push({ target: source.handsOn.get(name) ?? "", names: [name] });
    if (isDoor) continue;
    reached.set(source.name, source);
    open.push(...source.imports);
  }
  return [...reached.values()];
}

function importedBy(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [path] = node.arguments;
  return path && ts.isStringLiteralLike(path) ? path.text : undefined;
}

function findImport(node: ts.Node): string | undefined {
  return importedBy(node) ?? ts.forEachChild(node, findImport);
}

function patternOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const parts = [head.text, ...templateSpans.map(({ literal }) => literal.text)];
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^ ]+")}$`);
}
