import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { FEEDBACK_EVENT, trackingLimits } from "../words/messages.ts";
import { unitLimits } from "../words/units.ts";

const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-][01]\d:?[0-5]\d)$/;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2149, 0, 1);

/** A blank for the T, a comma before fractions, an offset of hours alone, and the zone's name behind its offset. */
const RELAXED =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)(?:\[[\w/+-]{1,60}\])?$/;
/** ISO 8601 without its marks. */
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:?\d{2})$/;
/** The date of mails. */
const MAIL = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}(?::\d{2})?) (GMT|UTC|[+-]\d{4})$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function offsetOf(zone: string): string {
  if (!/^[+-]/.test(zone)) return "Z";
  return zone.length === 3 ? `${zone}:00` : zone;
}

/** A time with its zone in ISO 8601, from other ways in which nobody could mean another; the text itself when it is none. */
function inIso(text: string): string {
  if (text.length > 100) return text;
  const relaxed = RELAXED.exec(text);
  if (relaxed) return `${relaxed[1]}T${relaxed[2]?.replace(",", ".")}${offsetOf(relaxed[3] ?? "")}`;
  const basic = BASIC.exec(text);
  if (basic) return `${basic[1]}-${basic[2]}-${basic[3]}T${basic[4]}:${basic[5]}:${basic[6]}${basic[7]}`;
  const mail = MAIL.exec(text);
  if (!mail) return text;
  const month = String(MONTHS.indexOf(mail[2] ?? "") + 1).padStart(2, "0");
  return `${mail[3]}-${month}-${mail[1]?.padStart(2, "0")}T${mail[4]}${offsetOf(mail[5] ?? "")}`;
}

/**
 * Milliseconds since 1970 of a message's time: ISO 8601 or the date of a mail, with zone, in the years 1970 to 2148, which
 * is what the event store can hold; null when it is something else. Digits beyond the millisecond are cut off.
 */
export function readInstant(given: string): number | null {
  const text = INSTANT.test(given) ? given : inIso(given);
  const day = INSTANT.exec(text)?.[1];
  if (day === undefined || day === "00") return null;
  const instant = Date.parse(text);
  if (!(instant >= EARLIEST && instant < LATEST)) return null;
  // Date.parse takes 30 February for 2 March.
  if (day > "28" && new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() !== Number(day)) return null;
  return instant;
}

const id = z.union([cleanText.max(trackingLimits.idLength), z.int(), z.null()]).optional();
const requiredId = z.union([cleanText.max(trackingLimits.idLength).min(1), z.int()]);
const name = cleanText.max(trackingLimits.nameLength);
const optionalName = name.nullish();
const time = z
  .union([z.literal(""), z.string().refine((text) => readInstant(text) !== null, "not ISO 8601 with zone"), z.null()])
  .optional();

/** A label that is only read when it is a text; whatever else stands there is kept and not read. */
const label = z
  .unknown()
  .refine((value) => typeof value !== "string" || name.safeParse(value).success, "too long or unclean")
  .optional();
const labelled = z.looseObject({ channel: label, touchpoint: label }).nullish();
/** The key of the unit where it happened, read when it is a text or a whole number. */
const unit = z
  .unknown()
  .refine(
    (value) => typeof value !== "string" || cleanText.max(unitLimits.key).safeParse(value).success,
    "too long or unclean",
  )
  .optional();

const common = z.looseObject({
  /** Identifies the message for good: sent again with the same id it is not counted again. One is made when absent. */
  messageId: cleanText.max(trackingLimits.messageIdLength).nullish(),
  userId: id,
  anonymousId: id,
  /** When it happened, by the sender. */
  timestamp: time,
  /** When it happened, by the device's own clock; with `sentAt` the clock's error is taken out. */
  originalTimestamp: time,
  /** When the device sent it, by the same clock. May stand on the batch. */
  sentAt: time,
  context: z.looseObject({ channel: label, touchpoint: label, unit }).nullish(),
});

const properties = labelled;
const traits = z.looseObject({}).nullish();

const given = (value: unknown) => value !== undefined && value !== null && value !== "";

/** Bytes of a message's JSON; infinite when it is nested deeper than allowed. */
export function messageBytes(message: unknown): number {
  if (deeperThan(message, trackingLimits.depth)) return Number.POSITIVE_INFINITY;
  return new TextEncoder().encode(JSON.stringify(message)).length;
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((part) => deeperThan(part, levels - 1));
}

/**
 * One message: the Segment specification's `identify track page screen group alias`, as its clients send them. Spelled here in
 * full; the server reads messages by hand for speed (`server/collect/ingest/read/read-message.ts`) and a property test holds
 * that reader to these schemas. Besides its shape: somebody acted, and the message is neither too large nor too deep.
 *
 * **Limits.** A message has at most 32 KB of JSON and is nested at most 20 deep (the message itself counts as one); a
 * batch has at most 500 KB, after unpacking, and 2,500 messages; `messageId` has at most 100 characters, other ids and
 * names at most 200. Ids and names hold no NUL and no half of a surrogate pair.
 *
 * **Absent.** `null` and an empty text stand for a field that is not there. Ids may be whole numbers and are kept as text.
 * Fields not named here are allowed: clients add some of their own.
 */
export const trackingMessage = z
  .discriminatedUnion("type", [
    common.extend({ type: z.literal("track"), event: name.refine((text) => text.trim() !== "", "empty"), properties }),
    common.extend({ type: z.literal("page"), name: optionalName, category: optionalName, properties }),
    common.extend({ type: z.literal("screen"), name: optionalName, category: optionalName, properties }),
    common.extend({ type: z.literal("identify"), traits }),
    common.extend({ type: z.literal("group"), groupId: requiredId, traits }),
    common.extend({ type: z.literal("alias"), previousId: requiredId }),
  ])
  .superRefine((message, ctx) => {
    // A feedback record may name the person itself.
    const named = message.type === "track" && message.event === FEEDBACK_EVENT;
    if (!named && !given(message.userId) && !given(message.anonymousId))
      ctx.addIssue({ code: "custom", path: ["userId"], message: "missing: send userId or anonymousId" });
    if (messageBytes(message) > trackingLimits.messageBytes)
      ctx.addIssue({ code: "custom", path: [], message: "larger than 32 KB or nested deeper than 20" });
  })
  .meta({ id: "TrackingMessage" });

/** What `POST /v1/batch` takes. `context` counts for every message, below the message's own. */
export const trackingBatch = z.looseObject({
  batch: z.array(z.unknown()).max(trackingLimits.batchMessages),
  sentAt: time,
  context: z.looseObject({}).nullish(),
  writeKey: z.string().optional(),
});

/** What the tracking routes answer when every message was taken. */
export const trackingAccepted = z.object({ success: z.literal(true) });

/** What they answer, with status 400, when some messages were refused. The others are stored: send only the refused again. */
export const trackingRefused = z.object({
  success: z.literal(false),
  code: z.string(),
  detail: z.string(),
  accepted: z.number().int(),
  errors: z.array(z.object({ index: z.number().int(), field: z.string(), reason: z.string() })),
});
export type TrackingRefused = z.infer<typeof trackingRefused>;
