import { z } from "zod";
import { feedbackTypes } from "./feedback.ts";

/** How a file is laid out: what the reader must know before it can give rows. */
export const fileFormat = z.enum(["csv", "jsonl", "json", "xes"]);
export type FileFormat = z.infer<typeof fileFormat>;

/** What separates the columns of a text table; `whitespace` is any run of blanks, as in printed tables. */
export const delimiter = z.enum([",", ";", "\t", "|", "whitespace"]);
export type Delimiter = z.infer<typeof delimiter>;

/**
 * Families of written time. Each reads the date alone or the date with a time of day, seconds, fraction, AM/PM and offset.
 * - `iso`: 2024-12-31, 2024-12-31T23:59:59.123+01:00, 2024-12-31 23:59
 * - `year-month-day`: 2024/12/31 23:59:59.123, 2024.12.31
 * - `compact`: 20241231, 20241231235959
 * - `day-month-year`: 31.12.2024, 31/12/2024 23:59
 * - `month-day-year`: 12/31/2024, 12/31/2024 11:59 PM
 * - `epoch-seconds`, `epoch-milliseconds`: since 1970-01-01 UTC
 */
export const timeFormat = z.enum([
  "iso",
  "year-month-day",
  "compact",
  "day-month-year",
  "month-day-year",
  "epoch-seconds",
  "epoch-milliseconds",
]);
export type TimeFormat = z.infer<typeof timeFormat>;

/** How the text of a column becomes a value: `number` writes 1234.5 (or 1,234.5), `number-comma` writes 1234,5 (or 1.234,5). */
export const valueType = z.enum(["text", "number", "number-comma", "boolean"]);
export type ValueType = z.infer<typeof valueType>;

const column = z.string().min(1).max(200);
const fixed = z.strictObject({ value: z.string().trim().min(1).max(200) });
const fromColumn = z.strictObject({ column });

/** The layout of the file; what is left out is recognised from its first 64 KB. */
export const layout = z.strictObject({
  format: fileFormat.optional(),
  delimiter: delimiter.optional(),
  header: z.boolean().optional(),
  /** Names for the columns, left to right; they replace the header's. Without header and names: column1, column2, … */
  columns: z.array(column).min(1).max(500).optional(),
});
export type Layout = z.infer<typeof layout>;

/**
 * One answer in a row: `column` holds the score or the answer, `text` the comment given with it. An empty cell is no
 * answer. `question` is the wording as asked; `scaleMax` is the feedback record's `scale_max`.
 */
export const feedbackMapping = z.strictObject({
  type: z.enum(feedbackTypes),
  column,
  question: z.string().max(500).optional(),
  text: column.optional(),
  scaleMax: z.union([z.literal(2), z.literal(3), z.literal(5), z.literal(7), z.literal(10)]).optional(),
});
export type FeedbackMapping = z.infer<typeof feedbackMapping>;

/** What each row of a file means. One row gives one event, and one piece of feedback for each entry of `feedback`. */
export const mapping = z
  .strictObject({
    layout: layout.optional(),
    /** Who: without it, the case is the customer; without a case, each row is a stranger of its own. */
    contact: z.strictObject({ column, kind: z.enum(["userId", "anonymousId", "email"]) }).optional(),
    /** What happened. May be left out when the row is feedback only. */
    event: z.union([fromColumn, fixed]).optional(),
    /** When. `timezone` (IANA name) is used for values that carry no offset. */
    time: z.strictObject({ column, format: timeFormat, timezone: z.string().min(1).max(100).default("UTC") }),
    channel: z.union([fromColumn, fixed]).optional(),
    /** Columns that go onto the event; `rest` takes every column that has no other part. */
    properties: z.union([z.literal("rest"), z.array(column).max(500)]).optional(),
    /** Columns that describe the contact; they are set with an identify message whenever they change. */
    traits: z.array(column).max(500).optional(),
    /** How to read properties and traits that are not text. */
    types: z.record(column, valueType).optional(),
    feedback: z.array(feedbackMapping).min(1).max(50).optional(),
    /** The case (order, ticket, application) the row belongs to; it becomes the property `case_id`. */
    caseColumn: column.optional(),
    /** Columns that identify a row in its source; without it, the whole content of the row does. */
    messageId: z.strictObject({ columns: z.array(column).min(1).max(20) }).optional(),
  })
  .refine((value) => value.event !== undefined || value.feedback !== undefined, {
    message: "A mapping needs an event, feedback, or both",
    path: ["event"],
  });
export type Mapping = z.infer<typeof mapping>;

/** A suggestion may lack what cannot be guessed; the person who imports completes it. */
export const suggestedMapping = z.object({
  contact: mapping.shape.contact,
  event: mapping.shape.event,
  time: mapping.shape.time.optional(),
  channel: mapping.shape.channel,
  properties: mapping.shape.properties,
  types: mapping.shape.types,
  feedback: mapping.shape.feedback,
  caseColumn: mapping.shape.caseColumn,
});
export type SuggestedMapping = z.infer<typeof suggestedMapping>;

export const recognisedColumn = z.object({
  name: z.string(),
  type: z.enum(["text", "number", "number-comma", "boolean", "time", "empty"]),
  /** Formats that read every value seen, likeliest first; more than one when days and months cannot be told apart. */
  timeFormats: z.array(timeFormat),
  /** True when both day-month-year and month-day-year read every value seen: ask the person who knows the file. */
  ambiguous: z.boolean(),
  /** False when values carry no offset, so that a time zone must be named. */
  hasOffset: z.boolean(),
  /** Rows seen in which the column was empty. */
  empty: z.number().int(),
  /** Different values among the rows seen. */
  distinct: z.number().int(),
  examples: z.array(z.string()),
});
export type RecognisedColumn = z.infer<typeof recognisedColumn>;

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What the first 64 KB of a file tell, for the preview and as the starting point of a mapping. */
export const recognised = z.object({
  format: fileFormat,
  compression: z.enum(["none", "gzip"]),
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
  delimiter: delimiter.nullable(),
  quoted: z.boolean(),
  header: z.boolean(),
  columns: z.array(recognisedColumn),
  rowsSeen: z.number().int(),
  /** The first rows as they will be read. */
  preview: z.array(
    z.object({ line: z.number().int(), values: z.record(z.string(), cell), error: z.string().optional() }),
  ),
  suggestion: suggestedMapping,
});
export type Recognised = z.infer<typeof recognised>;
