import { createHash } from "node:crypto";
import { MAX_COLUMNS } from "../limits.ts";
import { FileRefused } from "./file-refused.ts";
import { type Attributes, XmlReading } from "./read-xml.ts";
import { emptyValues, type Row, type Value } from "./row.ts";

const TYPES = new Set(["string", "date", "int", "float", "boolean", "id", "list", "container"]);

/** A name given twice in one event (two items of a list) keeps both values: `key`, `key.2`, … */
function freeName(values: Record<string, Value>, name: string): string {
  if (!(name in values)) return name;
  let copy = 2;
  while (`${name}.${copy}` in values) copy++;
  return `${name}.${copy}`;
}

function typed(type: string, text: string): { value: Value } | { wrong: string } {
  if (type === "int" || type === "float") {
    const number = Number(text);
    if (text.trim() === "" || !Number.isFinite(number)) return { wrong: `"${text.slice(0, 60)}" is not a number` };
    return { value: type === "int" && !Number.isSafeInteger(number) ? text : number };
  }
  if (type === "boolean") {
    if (text !== "true" && text !== "false") return { wrong: `"${text.slice(0, 60)}" is neither true nor false` };
    return { value: text === "true" };
  }
  return { value: text === "" ? null : text };
}

/** What is being filled: the attributes of a trace or of an event, with the keys of the nested ones above. */
type Scope = { values: Record<string, Value>; count: number; error: string | undefined; line: number };
const newScope = (line: number): Scope => ({ values: emptyValues(), count: 0, error: undefined, line });

function addAttribute(scope: Scope, path: string[], tag: { name: string; attributes: Attributes }): void {
  const text = tag.attributes.value;
  if (text === undefined) return;
  scope.count++;
  if (scope.count > MAX_COLUMNS) {
    scope.error ??= `there are more than ${MAX_COLUMNS} attributes`;
    return;
  }
  const name = path.join(".");
  const result = typed(tag.name, text);
  if ("wrong" in result) scope.error ??= `${name}: ${result.wrong}`;
  else scope.values[freeName(scope.values, name)] = result.value;
}

const CASE = "case:concept:name";

/**
 * A trace without a name is a case all the same: by its own id or, without one, by its place in the file and by its first
 * event, so that the first traces of two files are two.
 */
function nameCase(trace: Scope, first: Scope, place: number): void {
  const named = trace.values[CASE];
  if (named !== undefined && named !== null && String(named).trim() !== "") return;
  const own = trace.values["case:identity:id"];
  const content = JSON.stringify([Object.entries(trace.values), Object.entries(first.values)]);
  trace.values[CASE] = own ?? `trace ${place} ${createHash("sha256").update(content).digest("hex").slice(0, 12)}`;
}

/**
 * Events of an XES log, each as one row: its own attributes by key (`concept:name`, `time:timestamp`, `org:resource`),
 * those of its trace with `case:` in front (`case:concept:name`), nested ones by path. Defaults, classifiers, extensions
 * and attributes of the log are not rows. Attributes of a trace stand before its events, as the standard asks.
 */
export async function* readXes(chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  const elements: string[] = [];
  const rows: Row[] = [];
  /** Keys of the attributes we are inside of; null for the `<values>` of a list, which has no key. */
  let path: (string | null)[] = [];
  let trace: Scope | undefined;
  let event: Scope | undefined;
  let traces = 0;

  const reading = new XmlReading({
    open(name, attributes, line) {
      const parent = elements.at(-1);
      elements.push(name);
      if (parent === undefined) {
        if (name !== "log") throw new FileRefused("xes_other_root", { name }, line);
      } else if (name === "trace" && parent === "log") {
        trace = newScope(line);
        traces++;
      } else if (name === "event" && (parent === "trace" || parent === "log")) {
        event = newScope(line);
        path = [];
      } else if (path.length > 0 || parent === "trace" || parent === "event") {
        const scope = event ?? trace;
        const key = TYPES.has(name) ? (attributes.key ?? "") : null;
        path.push(key);
        if (scope && key !== null) {
          const keys = path.filter((part) => part !== null);
          addAttribute(scope, event ? keys : [`case:${keys[0] ?? ""}`, ...keys.slice(1)], { name, attributes });
        }
      }
    },
    close(name) {
      elements.pop();
      if (path.length > 0) path.pop();
      else if (name === "event" && event) {
        const { error } = trace?.error ? trace : event;
        if (trace) nameCase(trace, event, traces);
        rows.push(
          error === undefined
            ? { line: event.line, values: Object.assign(emptyValues(), trace?.values, event.values) }
            : { line: event.line, values: emptyValues(), error },
        );
        event = undefined;
      } else if (name === "trace") trace = undefined;
    },
  });

  let isEmpty = true;
  for await (const text of chunks) {
    isEmpty &&= text.trim() === "";
    // What was whole before the text broke is given all the same.
    const fault = faultOf(() => reading.write(text));
    yield* rows.splice(0);
    if (fault) throw fault;
  }
  if (isEmpty) throw new FileRefused("xes_not_a_log", {});
  reading.end();
}

function faultOf(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
