import { createHash } from "node:crypto";
import { scaleOf } from "../../../../contracts/collect/feedback.ts";
import type { FeedbackMapping, Mapping, ValueType } from "../../../../contracts/collect/imports.ts";
import { MAIL_ADDRESS } from "../../../../contracts/mail-address.ts";
import type { FieldProblem } from "../../../../contracts/problems.ts";
import { unitLimits } from "../../../../contracts/words/units.ts";
import { emptyValues, type Row, type Value } from "../file/row.ts";
import { Occurrences } from "../run/count-occurrences.ts";
import { readNumber } from "./parse-number.ts";
import { timeParser } from "./parse-time.ts";
import { isTimezone } from "./read-zone.ts";

/** A message of the Segment spec, as the tracking API takes it. */
export type ImportedMessage = {
  type: "track" | "identify";
  messageId: string;
  userId?: string;
  anonymousId?: string;
  event?: string;
  timestamp: string;
  properties?: Record<string, unknown>;
  traits?: Record<string, Value>;
  context: { channel?: string; unit?: string; traits?: { email: string } };
};

export type MappedRow =
  | {
      ok: true;
      line: number;
      messages: ImportedMessage[];
      /** Cells that held no value of the type they should have, and were left empty, or texts that were cut. */
      lost: number;
    }
  | { ok: false; line: number; reason: string };

/** What the feedback record takes at most, in a text and in the id of a question. */
const MOST_TEXT = 10_000;
const MOST_ID = 200;
const MOST_WORDING = 500;

/** Thrown inside the mapping of one row, and turned into its reject. */
class RowRejected extends Error {}
const reject = (reason: string): never => {
  throw new RowRejected(reason);
};

const textOf = (value: Value | undefined): string =>
  value === null || value === undefined ? "" : String(value).trim();
const shown = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** Columns a mapping names, each with the place that names it. */
function namedColumns(mapping: Mapping): [string, string][] {
  const named: [string, string | undefined][] = [
    ["contact.column", mapping.contact?.column],
    ["event.column", mapping.event && "column" in mapping.event ? mapping.event.column : undefined],
    ["time.column", mapping.time.column],
    ["unit.column", mapping.unit && "column" in mapping.unit ? mapping.unit.column : undefined],
    ["time.timeOfDay", mapping.time.timeOfDay],
    ["channel.column", mapping.channel && "column" in mapping.channel ? mapping.channel.column : undefined],
    ["caseColumn", mapping.caseColumn],
    ...(mapping.feedback ?? []).flatMap((one, index): [string, string | undefined][] => [
      [`feedback.${index}.column`, one.column],
      [`feedback.${index}.text`, one.text],
    ]),
    ...(Array.isArray(mapping.properties) ? mapping.properties : []).map((name, index): [string, string] => [
      `properties.${index}`,
      name,
    ]),
    ...(mapping.traits ?? []).map((name, index): [string, string] => [`traits.${index}`, name]),
    ...(mapping.messageId?.columns ?? []).map((name, index): [string, string] => [`messageId.columns.${index}`, name]),
  ];
  return named.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

/** What is wrong with a mapping for a file with these columns, by place; empty when it fits. */
export function checkMapping(mapping: Mapping, columns: string[]): FieldProblem[] {
  const known = new Set(columns);
  const problems: FieldProblem[] = namedColumns(mapping)
    .filter(([, name]) => !known.has(name))
    .map(([path, name]) => ({
      path,
      code: "unknown_column",
      values: { column: name.slice(0, 60) },
      reason: `The file has no column ${shown(name)}`,
    }));
  const { timezone } = mapping.time;
  if (timezone !== undefined && !isTimezone(timezone)) {
    const reason = `There is no time zone ${shown(timezone)}`;
    problems.push({ path: "time.timezone", code: "unknown_time_zone", values: {}, reason });
  }
  return problems;
}

/** What one row loses and gains while its cells are read. */
interface Reading {
  lost: number;
  /** What the first lost cell held. */
  why: string | undefined;
  currency: string | undefined;
}

/** Null for what is no value of that type: the row stays, and the cell is counted. */
function convert(value: Value, type: ValueType | undefined, reading: Reading): Value {
  if (type === undefined || type === "text" || typeof value !== "string") {
    return type === "text" && value !== null ? String(value) : value;
  }
  const text = value.trim();
  if (type === "boolean") {
    if (/^(true|yes|1)$/i.test(text)) return true;
    if (/^(false|no|0)$/i.test(text)) return false;
  } else {
    // A number cannot hold them all, and an id that lost its last digits is somebody else's.
    if (/^[-+]?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text))) return text;
    const number = readNumber(text, type === "number" ? "point" : "comma");
    if (number) {
      reading.currency ??= number.currency;
      return number.value;
    }
  }
  return lose(reading, `${shown(text)} is ${type === "boolean" ? "neither true nor false" : "not a number"}`);
}

function lose(reading: Reading, why: string): null {
  reading.lost += 1;
  reading.why ??= why;
  return null;
}

/** A text as the feedback record takes it. */
function cut(text: string, reading: Reading): string {
  if (text.length <= MOST_TEXT) return text;
  lose(reading, `a text is longer than ${MOST_TEXT} characters`);
  // Half of a character at the cut would be refused.
  return text.slice(0, MOST_TEXT).replace(/[\uD800-\uDBFF]$/, "");
}

/** The id of the question a column asks; a header as long as a sentence is told apart by its hash. */
export function fieldId(column: string): string {
  if (column.length <= MOST_ID) return column;
  return `${column.slice(0, MOST_ID - 17).replace(/[\uD800-\uDBFF]$/, "")}-${digest(column).toString("hex").slice(0, 16)}`;
}

/** The row's content as one string: by name, so that the order of columns does not matter; empty cells do not count. */
function contentOf(values: Record<string, Value>, columns: string[]): string {
  const filled = columns.filter((name) => values[name] !== null && values[name] !== undefined && values[name] !== "");
  return JSON.stringify(filled.sort().map((name) => [name, values[name]]));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

function feedbackOf(
  one: FeedbackMapping,
  row: Row,
  from: { source_id: string; submission_id: string },
  reading: Reading,
): Record<string, unknown> | null {
  const answer = textOf(row.values[one.column]);
  const comment = one.text === undefined ? "" : cut(textOf(row.values[one.text]), reading);
  if (answer === "") return null;
  const record: Record<string, unknown> = {
    source_type: "import",
    ...from,
    field_id: one.questionKey ?? fieldId(one.column),
    field_type: one.type,
  };
  const wording = one.question ?? (one.column.length > MOST_ID ? one.column.slice(0, MOST_WORDING) : "");
  if (wording) record.field_label = wording;
  if (one.scaleMax) record.scale_max = one.scaleMax;
  if (comment) record.value_text = comment;
  if (one.type === "text" || one.type === "categorical") return { ...record, value_text: cut(answer, reading) };
  if (one.type === "date") return { ...record, value_date: answer.slice(0, 40) };
  if (one.type === "boolean" || one.type === "fcr") {
    const said = convert(answer, "boolean", reading);
    return said === null ? null : { ...record, value_boolean: said };
  }
  const score = (readNumber(answer, "point") ?? readNumber(answer, "comma"))?.value;
  if (score === undefined) return lose(reading, `${one.column}: ${shown(answer)} is not a score`);
  const range = scaleOf(one.type, one.scaleMax);
  if (range && !(Number.isInteger(score) && score >= range[0] && score <= range[1])) {
    return reject(
      `${one.column}: ${score} is off the scale, ${one.type} takes whole numbers from ${range[0]} to ${range[1]}`,
    );
  }
  return { ...record, value_number: score };
}

/** Exports of tracking messages carry their properties by path (`properties.plan`): the event gets `plan`. */
const propertyName = (column: string): string =>
  column.startsWith("properties.") ? column.slice("properties.".length) : column;

/**
 * Turns the rows of one file into messages. Message ids come from the mapping's source, the row's content and how often
 * that content came before, not from the line: the same file again, or a longer export that overlaps, changes nothing,
 * two identical rows of one file both count, and so do those of two sources. For that, rows must be given in order from the first; an import that
 * resumes maps the rows it passes over, too.
 * A row is rejected for the reason that `impossible` gives against its time.
 * Throws RangeError when the mapping's time zone does not exist.
 */
export function createRowMapper(
  mapping: Mapping,
  impossible: (timestamp: string) => string | null = () => null,
): (row: Row) => MappedRow {
  const parse = timeParser(mapping.time.format, mapping.time.timezone ?? "UTC");
  const occurrences = new Occurrences();
  const source = mapping.source ?? "";
  // As JSON, so that no source runs into the content behind it.
  const origin = JSON.stringify(source);
  const spoken = new Set(
    namedColumns({ ...mapping, properties: undefined, messageId: undefined }).map(([, name]) => name),
  );
  const types = new Map(Object.entries(mapping.types ?? {}));
  /**
   * The traits last sent for a contact, so that a million rows of one thousand people do not send a million of them; `seen`
   * is the latest row that said the same, because rows may come in any order and the last word is that of the latest.
   */
  const traitsSent = new Map<string, { content: string; seen: ImportedMessage; instant: string }>();

  const rowId = (row: Row): string => {
    const columns = mapping.messageId?.columns;
    if (columns) {
      const empty = columns.find((name) => textOf(row.values[name]) === "");
      if (empty !== undefined) reject(`${empty} is empty, but identifies the row`);
      return digest(origin + contentOf(row.values, columns)).toString("hex");
    }
    const hash = digest(origin + contentOf(row.values, Object.keys(row.values)));
    return `${hash.toString("hex")}-${occurrences.next(hash.readUInt32BE(0), hash.readUInt32BE(4))}`;
  };

  const whoOf = (row: Row, id: string): Pick<ImportedMessage, "userId" | "anonymousId"> & { email?: string } => {
    if (mapping.contact) {
      const { column, kind } = mapping.contact;
      const value = textOf(row.values[column]);
      if (value === "") reject(`${column} is empty, so nobody did this`);
      if (value.length > 200) reject(`${column}: the identifier is longer than 200 characters`);
      if (kind === "userId") return { userId: value };
      if (kind === "anonymousId") return { anonymousId: value };
      if (!MAIL_ADDRESS.test(value)) reject(`${column}: ${shown(value)} is not an e-mail address`);
      return { userId: value.toLowerCase(), email: value.toLowerCase() };
    }
    const caseId = mapping.caseColumn === undefined ? "" : textOf(row.values[mapping.caseColumn]);
    return { anonymousId: caseId ? `case:${caseId}`.slice(0, 200) : `row:${id}` };
  };

  const one = (what: Mapping["event"], row: Row, label: string, most = 200): string => {
    if (what === undefined) return "";
    if ("value" in what) return what.value;
    const value = textOf(row.values[what.column]);
    if (value.length > most) reject(`${what.column}: the ${label} is longer than ${most} characters`);
    return value;
  };

  const propertiesOf = (row: Row, reading: Reading): Record<string, unknown> => {
    const properties: Record<string, unknown> = emptyValues();
    const { properties: wanted } = mapping;
    const columns = wanted === "rest" ? Object.keys(row.values).filter((name) => !spoken.has(name)) : (wanted ?? []);
    for (const column of columns) {
      const value = row.values[column] ?? null;
      const read = value === "" ? null : convert(value, types.get(column), reading);
      if (read !== null) properties[propertyName(column)] = read;
    }
    if (reading.currency !== undefined) properties.currency ??= reading.currency;
    const caseId = mapping.caseColumn === undefined ? "" : textOf(row.values[mapping.caseColumn]);
    if (caseId) properties.case_id = caseId;
    return properties;
  };

  const identify = (
    row: Row,
    who: ReturnType<typeof whoOf>,
    timestamp: string,
    reading: Reading,
  ): ImportedMessage[] => {
    const traits: Record<string, Value> = emptyValues();
    for (const column of mapping.traits ?? []) {
      const value = row.values[column] ?? null;
      const read = value === "" ? null : convert(value, types.get(column), reading);
      if (read !== null) traits[column.replace(/^(context\.)?traits\./, "")] = read;
    }
    if (who.email) traits.email = who.email;
    if (Object.keys(traits).length === 0) return [];
    const key = who.userId ?? who.anonymousId ?? "";
    const content = JSON.stringify(Object.entries(traits).sort());
    const { email: _, ...ids } = who;
    const messageId = `imp-t-${digest(JSON.stringify([key, content, timestamp])).toString("hex")}`;
    const message: ImportedMessage = { type: "identify", messageId, ...ids, timestamp, traits, context: {} };
    const before = traitsSent.get(key);
    if (before?.content === content) {
      if (timestamp > before.seen.timestamp) before.seen = message;
      return [];
    }
    if (traitsSent.size >= 100_000) traitsSent.clear();
    traitsSent.set(key, { content, seen: message, instant: timestamp });
    const late = before && before.seen.timestamp > timestamp && before.seen.timestamp > before.instant;
    return late ? [before.seen, message] : [message];
  };

  const whenOf = (row: Row): string => {
    const { column, timeOfDay } = mapping.time;
    const date = textOf(row.values[column]);
    const clock = timeOfDay === undefined ? "" : textOf(row.values[timeOfDay]);
    // Spreadsheets give a date without its time of day a midnight that nobody wrote.
    return date === "" || clock === "" ? date : `${date.replace(/[T ]00:00(?::00(?:\.0+)?)?$/, "")} ${clock}`;
  };

  const map = (row: Row, reading: Reading): ImportedMessage[] => {
    // First of all, so that a row that is rejected below still counts as an occurrence of its content.
    const id = rowId(row);
    const time = parse(whenOf(row) || reject(`${mapping.time.column} is empty, so it has no time`));
    if (!time.ok) return reject(`${mapping.time.column}: ${time.reason}`);
    const timestamp = time.instant.toISOString();
    const reason = impossible(timestamp);
    if (reason !== null) reject(reason);
    const who = whoOf(row, id);
    const { email, ...ids } = who;
    const channel = one(mapping.channel, row, "channel");
    const context: ImportedMessage["context"] = {};
    if (channel) context.channel = channel;
    const unit = one(mapping.unit, row, "unit", unitLimits.key);
    if (unit) context.unit = unit;
    if (email) context.traits = { email };
    const properties = propertiesOf(row, reading);

    const messages: ImportedMessage[] = [];
    const event = one(mapping.event, row, "event");
    if (event) messages.push({ type: "track", messageId: `imp-${id}`, ...ids, event, timestamp, properties, context });
    else if (mapping.event && "column" in mapping.event)
      reject(`${mapping.event.column} is empty, so nothing happened`);
    for (const feedback of mapping.feedback ?? []) {
      const record = feedbackOf(feedback, row, { source_id: source, submission_id: id }, reading);
      if (!record) continue;
      messages.push({
        type: "track",
        messageId: `imp-f${digest(feedback.column).toString("hex").slice(0, 8)}-${id}`,
        ...ids,
        event: "Feedback Received",
        timestamp,
        properties: { ...properties, ...record, collected_at: timestamp },
        context,
      });
    }
    if (messages.length === 0) reject(reading.why ?? "the row holds no answer");
    return [...identify(row, who, timestamp, reading), ...messages];
  };

  return (row) => {
    if (row.error !== undefined) return { ok: false, line: row.line, reason: row.error };
    try {
      const reading: Reading = { lost: row.failed ?? 0, why: undefined, currency: undefined };
      const messages = map(row, reading);
      return { ok: true, line: row.line, messages, lost: reading.lost };
    } catch (error) {
      if (error instanceof RowRejected) return { ok: false, line: row.line, reason: error.message };
      throw error;
    }
  };
}
