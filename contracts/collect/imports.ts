import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, pageOf, pageQuery } from "../endpoint.ts";
import { fault } from "../fault-of-issue.ts";
import { fieldProblem, told } from "../problem.ts";
import { feedbackTypes } from "../words/feedback-types.ts";
import { questionLimits } from "../words/question-kinds.ts";
import { recipes } from "../words/recipes.ts";
import { unitLimits } from "../words/units.ts";
import { column, delimiter, encoding, fileFormat, layout } from "./file-layout.ts";
import { takeBackPreview, takenBack } from "./take-back.ts";

/**
 * Families of written time. Each reads the date alone or the date with a time of day, seconds, fraction, AM/PM and offset.
 * - `iso`: 2024-12-31, 2024-12-31T23:59:59.123+01:00, 2024-12-31 23:59
 * - `year-month-day`: 2024/12/31 23:59:59.123, 2024.12.31
 * - `compact`: 20241231, 20241231235959
 * - `day-month-year`: 31.12.2024, 31/12/24 23:59
 * - `month-day-year`: 12/31/2024, 12/31/24 11:59 PM
 * - `month-name`: 31-Dec-2024, Dec 31, 2024, 31. Dezember 2024, Tue, 31 Dec 2024 23:59:59 +0100
 * - `epoch-seconds`, `epoch-milliseconds`: since 1970-01-01 UTC
 * - `excel-days`: 45657.99999, the number of a day as spreadsheets count them
 */
export const timeFormat = z.enum([
  "iso",
  "year-month-day",
  "compact",
  "day-month-year",
  "month-day-year",
  "month-name",
  "epoch-seconds",
  "epoch-milliseconds",
  "excel-days",
]);
export type TimeFormat = z.infer<typeof timeFormat>;

/** How the text of a column becomes a value: `number` writes 1234.5 (or 1,234.5), `number-comma` writes 1234,5 (or 1.234,5). */
export const valueType = z.enum(["text", "number", "number-comma", "boolean"]);
export type ValueType = z.infer<typeof valueType>;

const fixed = z.strictObject({ value: cleanText.trim().min(1).max(200) });
const fromColumn = z.strictObject({ column });

/**
 * One answer in a row: `column` holds the score or the answer, `text` the comment given with it. An empty cell is no
 * answer. `question` is the wording as asked; `scaleMax` is the feedback record's `scale_max`. `questionKey` is the key of a
 * question of the library, which then says type and scale, so that answers from before and after a move make one number; without
 * it, the column's name is the question.
 */
export const feedbackMapping = z.strictObject({
  type: z.enum(feedbackTypes),
  column,
  question: z.string().max(500).optional(),
  questionKey: cleanText.min(1).max(questionLimits.key).optional(),
  text: column.optional(),
  scaleMax: z.union([z.literal(2), z.literal(3), z.literal(5), z.literal(7), z.literal(10)]).optional(),
});
export type FeedbackMapping = z.infer<typeof feedbackMapping>;

/** What each row of a file means. One row gives one event, and one piece of feedback for each entry of `feedback`. */
export const mapping = z
  .strictObject({
    layout: layout.optional(),
    /**
     * Where the rows come from, such as a survey or a shop: rows of two sources are different rows, also when they read
     * the same. Without it, the file's name without its extension.
     */
    source: cleanText.trim().min(1).max(100).optional(),
    /** Who: without it, the case is the customer; without a case, each row is a stranger of its own. */
    contact: z.strictObject({ column, kind: z.enum(["userId", "anonymousId", "email"]) }).optional(),
    /** What happened. May be left out when the row is feedback only. */
    event: z.union([fromColumn, fixed]).optional(),
    /** When. `timezone` (IANA name) is used for values that carry no offset. */
    time: z.strictObject({
      column,
      /** Where the time of day stands in a column of its own. */
      timeOfDay: column.optional(),
      format: timeFormat,
      /** Without it, the workspace's own. */
      timezone: z.string().min(1).max(100).optional(),
    }),
    channel: z.union([fromColumn, fixed]).optional(),
    /** Key of the unit where it happened. */
    unit: z.union([fromColumn, z.strictObject({ value: cleanText.trim().min(1).max(unitLimits.key) })]).optional(),
    /** Columns that go onto the event; `rest` takes every column that has no other part. */
    properties: z.union([z.literal("rest"), z.array(column).max(500)]).optional(),
    /** Columns that describe the contact; they are set with an identify message whenever they change. */
    traits: z.array(column).max(500).optional(),
    /** How to read properties and traits that are not text. */
    types: z.record(column, valueType).optional(),
    feedback: z.array(feedbackMapping).min(1).max(50).optional(),
    /** The case (order, ticket, application) the row belongs to; it becomes the property `case_id`. */
    caseColumn: column.optional(),
    /** Columns that identify a row within the source; without it, the whole content of the row does. */
    messageId: z.strictObject({ columns: z.array(column).min(1).max(20) }).optional(),
  })
  .refine((value) => value.event !== undefined || value.feedback !== undefined, {
    ...fault("event_or_feedback_needed", "A mapping needs an event, feedback, or both"),
    path: ["event"],
  });
export type Mapping = z.infer<typeof mapping>;

/** A suggestion may lack what cannot be guessed; the person who imports completes it. */
export const suggestedMapping = z.object({
  source: mapping.shape.source,
  contact: mapping.shape.contact,
  event: mapping.shape.event,
  time: mapping.shape.time.optional(),
  channel: mapping.shape.channel,
  unit: mapping.shape.unit,
  properties: mapping.shape.properties,
  types: mapping.shape.types,
  feedback: mapping.shape.feedback,
  caseColumn: mapping.shape.caseColumn,
  traits: mapping.shape.traits,
  messageId: mapping.shape.messageId,
});
export type SuggestedMapping = z.infer<typeof suggestedMapping>;

export const recognisedColumn = z.object({
  name: z.string(),
  type: z.enum(["text", "number", "number-comma", "boolean", "time", "time-of-day", "empty"]),
  /**
   * Formats that read every value seen or, where none does, all but a few (one, or a tenth at most; their rows are rejected).
   * Likeliest first; more than one when days and months cannot be told apart.
   */
  timeFormats: z.array(timeFormat),
  /**
   * True when the values seen can be read in two ways, as day-month-year and month-day-year or with a point and a comma as
   * decimal sign (1.234): ask the person who knows the file.
   */
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
  encoding,
  /** Sheets of a workbook by name, and the one that was read. */
  sheets: z.array(z.string()).default([]),
  sheet: z.string().nullable().default(null),
  delimiter: delimiter.nullable(),
  quoted: z.boolean(),
  /** Lines above the table that are passed over. */
  skipLines: z.number().int().default(0),
  /** True when lines that begin with # are passed over. */
  comments: z.boolean().default(false),
  header: z.boolean(),
  /** Rows of the header; 0 without one. */
  headerRows: z.number().int().default(0),
  /** Whose export it looks like, which the suggestion follows. */
  recipe: z.enum(recipes).nullable().default(null),
  columns: z.array(recognisedColumn),
  rowsSeen: z.number().int(),
  /** The first rows as they will be read. */
  preview: z.array(
    z.object({ line: z.number().int(), values: z.record(z.string(), cell), error: z.string().optional() }),
  ),
  suggestion: suggestedMapping,
});
export type Recognised = z.infer<typeof recognised>;

/** How many rows a preview shows. */
export const PREVIEW_ROWS = 20;

/**
 * - `uploaded`: the file is here; nothing of it is in.
 * - `queued`, `running`, `cancelling`: being worked on.
 * - `checked`: a dry run went through; nothing of it is in.
 * - `done`: all of it is in.
 * - `cancelled`, `failed`: what `progress` counts as accepted is in and stays; start again to bring in the rest.
 * - `taking_back`, `taken_back`: what it brought in is being removed, or is gone; `takenBack` says who did so and when.
 */
export const importStatus = z.enum([
  "uploaded",
  "queued",
  "running",
  "cancelling",
  "checked",
  "done",
  "cancelled",
  "failed",
  "taking_back",
  "taken_back",
]);
export type ImportStatus = z.infer<typeof importStatus>;

export const importProgress = z.object({
  /** Bytes of the file read so far, out of `size`. */
  bytes: z.number().int(),
  rows: z.number().int(),
  /** Rows that are in, or would be in a dry run; rows that were in before count too, and change nothing. */
  accepted: z.number().int(),
  rejected: z.number().int(),
  /** Events that the accepted rows gave, identify messages included. */
  messages: z.number().int(),
  /** Cells of accepted rows that held no value of their type and were left empty, and texts that were cut. */
  cellsLost: z.number().int(),
  /** Rejected rows that the list of rejects holds; the others are only counted. */
  rejectsListed: z.number().int(),
  /** Rows a second, of late; null while nothing is running. */
  ratePerSecond: z.number().nullable(),
  /** Null while it is not known. */
  secondsLeft: z.number().nullable(),
});
export type ImportProgress = z.infer<typeof importProgress>;

const importFields = {
  id: z.string(),
  name: z.string(),
  /** Bytes of the file as it was uploaded. */
  size: z.number().int(),
  status: importStatus,
  dryRun: z.boolean(),
  /** Whether the file is still here, so that it can be started: until all of it is in, and for a week at most. */
  fileKept: z.boolean(),
  progress: importProgress,
  /** Why it failed; `line` where reading stopped, when lines were being counted. */
  failure: told.extend({ detail: z.string(), line: z.number().int().nullable() }).nullable(),
  takenBack: takenBack.nullable(),
  /** Whether something of it may be in that can be taken back. */
  canTakeBack: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
};

export const importSummary = z.object(importFields).meta({ id: "ImportSummary" });
export type ImportSummary = z.infer<typeof importSummary>;

export const importItem = z
  .object({ ...importFields, recognised, /** As it was started; null before. */ mapping: mapping.nullable() })
  .meta({ id: "Import" });
export type ImportItem = z.infer<typeof importItem>;

const importedMessage = z.object({
  type: z.enum(["track", "identify"]),
  messageId: z.string(),
  userId: z.string().optional(),
  anonymousId: z.string().optional(),
  event: z.string().optional(),
  timestamp: instant,
  properties: z.record(z.string(), z.unknown()).optional(),
  traits: z.record(z.string(), cell).optional(),
  context: z.object({
    channel: z.string().optional(),
    unit: z.string().optional(),
    traits: z.object({ email: z.string() }).optional(),
  }),
});

/** A row and what it becomes: messages, or the reason why it is rejected. */
const previewedRow = z.object({
  line: z.number().int(),
  messages: z.array(importedMessage),
  reason: z.string().nullable(),
  /** Cells left empty because they hold no value of their type, and texts that were cut. */
  cellsLost: z.number().int(),
});

export const importsApi = {
  createImport: endpoint({
    method: "POST",
    path: "/api/v1/imports",
    tag: "Imports",
    summary: "Upload a file to import",
    description:
      "The body is the file itself (CSV, JSONL, JSON or XES, plain or gzip, or an Excel workbook). The answer says how it was recognised, shows its first rows and suggests a mapping. Nothing is imported until the import is started.",
    access: "imports:run",
    consumes: "application/octet-stream",
    query: z.object({
      /** The file's name. */
      name: cleanText.trim().min(1).max(200),
    }),
    response: importItem,
    status: 201,
  }),
  listImports: endpoint({
    method: "GET",
    path: "/api/v1/imports",
    tag: "Imports",
    summary: "Imports, newest first",
    access: "imports:read",
    query: pageQuery,
    response: pageOf(importSummary),
    status: 200,
  }),
  getImport: endpoint({
    method: "GET",
    path: "/api/v1/imports/:id",
    tag: "Imports",
    summary: "An import and how far it is",
    access: "imports:read",
    audits: "read",
    params: idParams,
    response: importItem,
    status: 200,
  }),
  previewImport: endpoint({
    method: "POST",
    path: "/api/v1/imports/:id/preview",
    tag: "Imports",
    summary: "What a layout and a mapping make of the first rows",
    description:
      "Without a mapping, the file is only recognised again under the layout. `problems` names what in the mapping does not fit the file; `rows` is empty while there are any.",
    access: "imports:run",
    audits: "read",
    params: idParams,
    body: z.strictObject({ layout: layout.optional(), mapping: mapping.optional() }),
    response: z.object({
      recognised,
      problems: z.array(fieldProblem),
      rows: z.array(previewedRow),
    }),
    status: 200,
  }),
  startImport: endpoint({
    method: "POST",
    path: "/api/v1/imports/:id/start",
    tag: "Imports",
    summary: "Start an import, or try it out",
    description:
      "With `dryRun`, every row is read and checked and nothing is brought in. Importing the same rows of the same `mapping.source` again changes nothing. An import that was cancelled or failed can be started again.",
    access: "imports:run",
    params: idParams,
    body: z.strictObject({ mapping, dryRun: z.boolean().default(false) }),
    response: importItem,
    status: 202,
  }),
  cancelImport: endpoint({
    method: "POST",
    path: "/api/v1/imports/:id/cancel",
    tag: "Imports",
    summary: "Stop an import",
    description: "What is in stays in; the counts say how much. Start it again to bring in the rest.",
    access: "imports:run",
    params: idParams,
    response: importItem,
    status: 200,
  }),
  getImportRejects: endpoint({
    method: "GET",
    path: "/api/v1/imports/:id/rejects",
    tag: "Imports",
    summary: "The rejected rows as a CSV file: line and reason",
    access: "imports:read",
    audits: "read",
    params: idParams,
    produces: "text/csv",
    status: 200,
  }),
  previewTakeBack: endpoint({
    method: "GET",
    path: "/api/v1/imports/:id/take-back",
    tag: "Imports",
    summary: "What taking an import back would change",
    description: "Counts what would go and what stays, and names contacts that people decided something about since.",
    access: "imports:run",
    audits: "read",
    params: idParams,
    response: takeBackPreview,
    status: 200,
  }),
  takeBackImport: endpoint({
    method: "POST",
    path: "/api/v1/imports/:id/take-back",
    tag: "Imports",
    summary: "Take back all that an import brought in",
    description:
      "Removes its events and answers in the background, and works out anew who the people in it are from what is left. What another import or another source said stays, and so does what people decided since. The import stays in the list as `taken_back`. Meanwhile no other import of the workspace starts.",
    access: "imports:run",
    params: idParams,
    response: importItem,
    status: 202,
  }),
  deleteImport: endpoint({
    method: "DELETE",
    path: "/api/v1/imports/:id",
    tag: "Imports",
    summary: "Remove an import from the list, with its file",
    description:
      "Events that it brought in stay, and can no longer be taken back. One that is running has to be cancelled first.",
    access: "imports:run",
    params: idParams,
    status: 204,
  }),
};
