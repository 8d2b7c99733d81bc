import type { Layout } from "../../contracts/collect/file-layout.ts";
import type {
  FeedbackMapping,
  Mapping,
  Recognised,
  RecognisedColumn,
  SuggestedMapping,
  TimeFormat,
  ValueType,
} from "../../contracts/collect/imports.ts";

export const parts = [
  "property",
  "trait",
  "contact",
  "event",
  "time",
  "timeOfDay",
  "channel",
  "unit",
  "case",
  "feedback",
  "comment",
  "rowId",
  "ignore",
] as const;
export type Part = (typeof parts)[number];
/** Parts that only one column can play. */
const single: ReadonlySet<Part> = new Set(["contact", "event", "time", "timeOfDay", "channel", "unit", "case"]);

export const contactKinds = ["userId", "anonymousId", "email"] as const;
export type ContactKind = (typeof contactKinds)[number];

/** What one column means. Settings of parts it does not play now are kept, so that going back loses nothing. */
export interface ColumnPlan {
  part: Part;
  kind: ContactKind;
  type: ValueType;
  feedback: FeedbackMapping["type"];
  question: string;
  /** Key of the question of the library that it answers, which says kind and scale; empty for none. */
  questionKey: string;
  scaleMax: FeedbackMapping["scaleMax"];
  /** The scored column that a comment belongs to; the first one when absent. */
  of?: string;
}

/** A mapping as a person edits it: column by column. */
export interface MappingDraft {
  columns: Record<string, ColumnPlan>;
  /** Where the rows come from; empty for the file's name. */
  source: string;
  /** Instead of a column. */
  event: string;
  channel: string;
  unit: string;
  timeFormat: TimeFormat;
  timezone: string;
  layout?: Layout;
}

export function draftOf(recognised: Recognised, mapping: SuggestedMapping | Mapping, timezone: string): MappingDraft {
  const saved = "layout" in mapping ? mapping.layout : undefined;
  const columns: Record<string, ColumnPlan> = {};
  for (const column of recognised.columns) columns[column.name] = planOf(column, mapping);
  const time = recognised.columns.find(({ name }) => name === mapping.time?.column);
  return {
    columns,
    source: mapping.source ?? "",
    event: mapping.event && "value" in mapping.event ? mapping.event.value : "",
    channel: mapping.channel && "value" in mapping.channel ? mapping.channel.value : "",
    unit: mapping.unit && "value" in mapping.unit ? mapping.unit.value : "",
    timeFormat: mapping.time?.format ?? time?.timeFormats[0] ?? "iso",
    timezone: mapping.time?.timezone ?? timezone,
    ...(saved ? { layout: saved } : {}),
  };
}

function planOf(column: RecognisedColumn, mapping: SuggestedMapping | Mapping): ColumnPlan {
  const { name, type } = column;
  const scored = mapping.feedback?.find((each) => each.column === name);
  const commented = mapping.feedback?.find((each) => each.text === name);
  const typed = type === "number" || type === "number-comma" || type === "boolean" ? type : "text";
  const plan: ColumnPlan = {
    part: "ignore",
    kind: mapping.contact?.column === name ? mapping.contact.kind : guessKind(column),
    type: mapping.types?.[name] ?? typed,
    feedback: scored?.type ?? (type === "text" ? "text" : "rating"),
    question: scored?.question ?? "",
    questionKey: scored?.questionKey ?? "",
    scaleMax: scored?.scaleMax,
    ...(commented && !scored ? { of: commented.column } : {}),
  };
  const columnOf = (source: { column: string } | { value: string } | undefined) =>
    source && "column" in source ? source.column : undefined;
  const traits = "traits" in mapping ? mapping.traits : undefined;
  const rowIds = "messageId" in mapping ? mapping.messageId?.columns : undefined;
  if (mapping.time?.column === name) plan.part = "time";
  else if (mapping.time?.timeOfDay === name) plan.part = "timeOfDay";
  else if (mapping.contact?.column === name) plan.part = "contact";
  else if (columnOf(mapping.event) === name) plan.part = "event";
  else if (columnOf(mapping.channel) === name) plan.part = "channel";
  else if (columnOf(mapping.unit) === name) plan.part = "unit";
  else if (mapping.caseColumn === name) plan.part = "case";
  else if (scored) plan.part = "feedback";
  else if (commented) plan.part = "comment";
  else if (traits?.includes(name)) plan.part = "trait";
  else if (rowIds?.includes(name)) plan.part = "rowId";
  else if (mapping.properties === undefined || mapping.properties === "rest")
    plan.part = type === "empty" ? "ignore" : "property";
  else if (mapping.properties.includes(name)) plan.part = "property";
  return plan;
}

function guessKind({ name, examples }: RecognisedColumn): ContactKind {
  if (examples.some((text) => text.includes("@"))) return "email";
  return /anon|visitor|device|session/i.test(name) ? "anonymousId" : "userId";
}

const shapes: [RegExp, TimeFormat][] = [
  [/^\d{4}-\d\d-\d\d/, "iso"],
  [/\d[ .-]*\p{L}{3,9}[ .,-]*\d|^\p{L}{3,9} \d\d?,? \d{4}/u, "month-name"],
  [/^\d{4}[/.]\d\d?[/.]\d\d?/, "year-month-day"],
  [/^(1[3-9]|2\d|3[01])[/.]\d\d?[/.]\d{2,4}/, "day-month-year"],
  [/^\d\d?\/(1[3-9]|2\d|3[01])\/\d{2,4}/, "month-day-year"],
  [/^\d\d?[/.]\d\d?[/.]\d{2,4}/, "day-month-year"],
  [/^\d{13}$/, "epoch-milliseconds"],
  [/^\d{10}$/, "epoch-seconds"],
  [/^\d{8}(\d{6})?$/, "compact"],
];

/** What reads every value seen; where one odd value spoils that, what the examples look like. */
export function likelyTimeFormat({ timeFormats, examples }: RecognisedColumn): TimeFormat | undefined {
  return timeFormats[0] ?? shapes.find(([shape]) => examples.some((text) => shape.test(text.trim())))?.[1];
}

/** Changes one column; whoever played a part that only one can play becomes a property. */
export function assign(draft: MappingDraft, column: string, change: Partial<ColumnPlan>): MappingDraft {
  const columns = { ...draft.columns };
  const before = columns[column];
  if (!before) return draft;
  const { part } = change;
  if (part && single.has(part))
    for (const [name, plan] of Object.entries(columns))
      if (name !== column && plan.part === part) columns[name] = { ...plan, part: "property" };
  columns[column] = { ...before, ...change };
  return { ...draft, columns };
}

export type MappingGap = "time" | "event" | "comment";

/** The mapping as the API takes it, or what it still lacks. */
export function mappingOf(draft: MappingDraft): { mapping: Mapping } | { gaps: MappingGap[] } {
  const all = Object.entries(draft.columns);
  const playing = (part: Part) => all.filter(([, plan]) => plan.part === part);
  const one = (part: Part) => playing(part)[0];
  const names = (part: Part) => playing(part).map(([name]) => name);
  const scored = playing("feedback");
  const comments = playing("comment");
  const event = one("event")?.[0];
  const time = one("time")?.[0];
  const timeOfDay = one("timeOfDay")?.[0];
  const gaps: MappingGap[] = [];
  if (!time) gaps.push("time");
  if (!event && !draft.event.trim() && scored.length === 0) gaps.push("event");
  if (comments.length > 0 && scored.length === 0) gaps.push("comment");
  if (gaps.length > 0 || !time) return { gaps };

  const contact = one("contact");
  const channel = one("channel")?.[0];
  const unit = one("unit")?.[0];
  const caseColumn = one("case")?.[0];
  const types = Object.fromEntries(
    all.flatMap(([name, { part, type }]) =>
      (part === "property" || part === "trait") && type !== "text" ? [[name, type]] : [],
    ),
  );
  const feedback = scored.map(([column, plan], index): FeedbackMapping => {
    const text = comments.find(([, { of }]) => (of ? of === column : index === 0))?.[0];
    return {
      type: plan.feedback,
      column,
      ...(plan.question.trim() ? { question: plan.question.trim() } : {}),
      ...(plan.questionKey ? { questionKey: plan.questionKey } : {}),
      ...(text ? { text } : {}),
      ...(plan.scaleMax ? { scaleMax: plan.scaleMax } : {}),
    };
  });
  return {
    mapping: {
      ...(draft.layout ? { layout: draft.layout } : {}),
      ...(draft.source.trim() ? { source: draft.source.trim() } : {}),
      ...(contact ? { contact: { column: contact[0], kind: contact[1].kind } } : {}),
      ...(event ? { event: { column: event } } : draft.event.trim() ? { event: { value: draft.event.trim() } } : {}),
      time: { column: time, ...(timeOfDay ? { timeOfDay } : {}), format: draft.timeFormat, timezone: draft.timezone },
      ...(channel
        ? { channel: { column: channel } }
        : draft.channel.trim()
          ? { channel: { value: draft.channel.trim() } }
          : {}),
      ...(unit ? { unit: { column: unit } } : draft.unit ? { unit: { value: draft.unit } } : {}),
      properties: names("property"),
      ...(names("trait").length > 0 ? { traits: names("trait") } : {}),
      ...(Object.keys(types).length > 0 ? { types } : {}),
      ...(feedback.length > 0 ? { feedback } : {}),
      ...(caseColumn ? { caseColumn } : {}),
      ...(names("rowId").length > 0 ? { messageId: { columns: names("rowId") } } : {}),
    },
  };
}
