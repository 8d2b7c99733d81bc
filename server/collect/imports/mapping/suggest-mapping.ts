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

/** A starting point: what the names and the values of the columns suggest. What nothing suggests is left out. */
export function suggestMapping(columns: Column[], rowsSeen: number): SuggestedMapping {
  const suggestion: SuggestedMapping = {};
  const times = columns.filter((column) => column.type === "time");
  const time = named(times, NAMES.time) ?? times[0];
  const [format] = time?.timeFormats ?? [];
  if (time && format) suggestion.time = { column: time.name, format, timezone: "UTC" };

  const caseColumn = named(columns, NAMES.case);
  if (caseColumn) suggestion.caseColumn = caseColumn.name;

  const email = named(columns, NAMES.email);
  const userId = named(columns, NAMES.userId);
  const anonymousId = named(columns, NAMES.anonymousId);
  if (userId) suggestion.contact = { column: userId.name, kind: "userId" };
  else if (email) suggestion.contact = { column: email.name, kind: "email" };
  else if (anonymousId) suggestion.contact = { column: anonymousId.name, kind: "anonymousId" };
  else if (!caseColumn) {
    // Without names, an identifier is a text that is always there and comes again, but not on every row.
    const identifier = columns.find(
      (column) =>
        column.type === "text" &&
        column.empty === 0 &&
        column.distinct > rowsSeen / 20 &&
        column.distinct < rowsSeen &&
        column.examples.every((text) => /^\S*\d\S*$/.test(text)),
    );
    if (identifier) suggestion.contact = { column: identifier.name, kind: "userId" };
  }

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
