import type {
  FeedbackMapping,
  RecognisedColumn,
  SuggestedMapping,
  ValueType,
} from "../../../../contracts/collect/imports.ts";

type Column = RecognisedColumn;

/** Names are compared without case, blanks and marks: "Customer ID", customer_id and customerId are one. */
const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Likeliest first. English and German, since exports of either reach us. */
const NAMES = {
  email: ["email", "emailaddress", "useremail", "customeremail", "contactemail", "mail", "emailadresse"],
  userId: [
    "userid",
    "customerid",
    "contactid",
    "clientid",
    "customer",
    "memberid",
    "kundennummer",
    "kundenid",
    "kunde",
    "user",
    "custid",
  ],
  anonymousId: ["anonymousid", "visitorid", "deviceid", "sessionid", "cookieid"],
  case: ["caseconceptname", "caseid", "case", "orderid", "ticketid", "traceid", "vorgang", "bestellnummer"],
  event: [
    "conceptname",
    "event",
    "eventname",
    "activity",
    "action",
    "eventtype",
    "step",
    "ereignis",
    "aktivitat",
    "aktivität",
  ],
  time: [
    "timetimestamp",
    "timestamp",
    "eventtime",
    "occurredat",
    "createdat",
    "datetime",
    "time",
    "date",
    "collectedat",
    "submittedat",
    "datum",
    "zeitpunkt",
    "zeit",
  ],
  channel: ["channel", "casechannel", "contextchannel", "contactchannel", "kanal", "medium"],
  unit: ["unit", "unitkey", "contextunit", "storeid", "branchid", "siteid", "filiale", "standort", "einheit"],
  comment: ["comment", "comments", "feedback", "verbatim", "review", "reviewtext", "kommentar", "reason"],
} satisfies Record<string, string[]>;

function named(columns: Column[], names: string[]): Column | undefined {
  for (const name of names) {
    const found = columns.find((column) => bare(column.name) === name);
    if (found) return found;
  }
  return undefined;
}

const SCORES: { pattern: RegExp; type: FeedbackMapping["type"]; from: number; to: number }[] = [
  { pattern: /nps|likelihoodtorecommend|empfehl/, type: "nps", from: 0, to: 10 },
  { pattern: /csat|satisf|zufried/, type: "csat", from: 1, to: 7 },
  { pattern: /^ces|effort|ease|aufwand/, type: "ces", from: 1, to: 7 },
  { pattern: /rating|stars|sterne|bewertung/, type: "rating", from: 0, to: 10 },
];

function suggestFeedback(columns: Column[]): FeedbackMapping[] {
  const comment = named(columns, NAMES.comment);
  const found: FeedbackMapping[] = [];
  for (const column of columns) {
    const score = SCORES.find(({ pattern }) => pattern.test(bare(column.name)));
    if (!score || column.type !== "number") continue;
    // Examples are only some of the values seen, but one off the scale is enough to say no.
    if (column.examples.some((text) => !(Number(text) >= score.from && Number(text) <= score.to))) continue;
    found.push({ type: score.type, column: column.name });
  }
  const [first] = found;
  if (first && comment) first.text = comment.name;
  return found;
}

const ROUNDED = /^[-+]?\d+(?:[.,]\d+)?e[-+]?\d+$/i;

/**
 * Whether the values of a column can be somebody's id. Dates, amounts, numbers that a spreadsheet has rounded, flags and
 * scores are the same for many people: taken for an id, they would make one person of strangers.
 */
function canBeWho({ type, examples, name }: Column): boolean {
  if (type !== "text" && type !== "number") return false;
  if (examples.some((text) => ROUNDED.test(text.trim()))) return false;
  if (type === "text") return true;
  return examples.every((text) => /^\d+$/.test(text.trim())) && !SCORES.some(({ pattern }) => pattern.test(bare(name)));
}

const areAddresses = ({ type, examples }: Column): boolean =>
  type === "text" && examples.some((text) => text.includes("@"));

/**
 * Who did it. Among columns without names, the first whose values look like ids and come again; a column with another name
 * is left to the person who imports, since codes of products and shops look just the same.
 */
function suggestContact(columns: Column[], rowsSeen: number, isCase: boolean): SuggestedMapping["contact"] {
  const who = columns.filter(canBeWho);
  const userId = named(who, NAMES.userId);
  if (userId) return { column: userId.name, kind: areAddresses(userId) ? "email" : "userId" };
  const email = named(columns.filter(areAddresses), NAMES.email);
  if (email) return { column: email.name, kind: "email" };
  const anonymousId = named(who, NAMES.anonymousId);
  if (anonymousId) return { column: anonymousId.name, kind: "anonymousId" };
  if (isCase) return undefined;
  const nameless = who.find(
    ({ name, type, empty, distinct, examples }) =>
      /^column\d+$/.test(name) &&
      type === "text" &&
      empty === 0 &&
      distinct > rowsSeen / 20 &&
      distinct < rowsSeen &&
      examples.every((text) => /^[\p{L}\d_#-]*\d[\p{L}\d_#-]*$/u.test(text) && !/\d-\p{L}+-\d/u.test(text)),
  );
  return nameless && { column: nameless.name, kind: "userId" };
}

/** A starting point: what the names and the values of the columns suggest. What nothing suggests is left out. */
export function suggestMapping(columns: Column[], rowsSeen: number, timezone: string): SuggestedMapping {
  const suggestion: SuggestedMapping = {};
  const times = columns.filter((column) => column.type === "time");
  const time = named(times, NAMES.time) ?? times[0];
  const [format] = time?.timeFormats ?? [];
  if (time && format) {
    const [clock, ...others] = columns.filter(({ type }) => type === "time-of-day");
    const isDateOnly = time.examples.every((text) => !/\d[:hH]\d/.test(text) || /[T ]00:00(:00)?$/.test(text));
    const timeOfDay = isDateOnly && clock && others.length === 0 ? { timeOfDay: clock.name } : {};
    suggestion.time = { column: time.name, ...timeOfDay, format, timezone };
  }

  const caseColumn = named(columns, NAMES.case);
  if (caseColumn) suggestion.caseColumn = caseColumn.name;

  const contact = suggestContact(columns, rowsSeen, caseColumn !== undefined);
  if (contact) suggestion.contact = contact;

  const event = named(columns, NAMES.event);
  if (event && event.type === "text") suggestion.event = { column: event.name };
  const channel = named(columns, NAMES.channel);
  if (channel) suggestion.channel = { column: channel.name };
  const unit = named(columns, NAMES.unit);
  if (unit) suggestion.unit = { column: unit.name };
  const feedback = suggestFeedback(columns);
  if (feedback.length > 0) suggestion.feedback = feedback;

  suggestion.properties = "rest";
  const types: Record<string, ValueType> = {};
  for (const column of columns) {
    if (column.type === "number" || column.type === "number-comma" || column.type === "boolean")
      types[column.name] = column.type;
  }
  if (Object.keys(types).length > 0) suggestion.types = types;
  return suggestion;
}
