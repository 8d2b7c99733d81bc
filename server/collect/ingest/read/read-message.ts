import { readInstant } from "../../../../contracts/collect/tracking.ts";
import {
  FEEDBACK_EVENT,
  type MessageType,
  messageTypes,
  trackingLimits,
} from "../../../../contracts/words/messages.ts";
import { unitLimits } from "../../../../contracts/words/units.ts";
import { isCleanText, UNCLEAN } from "../../../../contracts/words/well-formed.ts";

export type Fields = Record<string, unknown>;

/** Why a message was refused: which field, what is wrong with it and what to do. */
export interface Fault {
  field: string;
  reason: string;
}

/** A message that can be stored. Absent texts are empty; times are milliseconds since 1970. */
export interface Message {
  type: MessageType;
  messageId: string;
  userId: string;
  anonymousId: string;
  groupId: string;
  previousId: string;
  /** Name of a track event; empty for the others. */
  event: string;
  name: string;
  category: string;
  properties: Fields;
  traits: Fields;
  context: Fields;
  timestamp: number | null;
  originalTimestamp: number | null;
  sentAt: number | null;
}

/** What a request says once for all its messages. */
export interface Envelope {
  /** The only type of message the path takes; any when absent. */
  type?: MessageType | undefined;
  sentAt?: number | null;
  context?: Fields | undefined;
}

const NOTHING: Fields = Object.freeze({});
const TYPES: ReadonlySet<string> = new Set(messageTypes);

/**
 * Reads one message of the wire by the rules of `contracts/collect/tracking.ts`, by hand because the schema would cost more than
 * storing the event. `sentAt` and `context` of the envelope count where the message has none of its own.
 */
export function readMessage(value: unknown, envelope: Envelope = {}): Message | Fault {
  if (!isFields(value)) return fault("", "not an object; send one JSON object per message");
  try {
    checkSize(value);
    return read(value, envelope);
  } catch (error) {
    if (error instanceof Refused) return error.fault;
    throw error;
  }
}

export function isFault(made: object): made is Fault {
  return "reason" in made;
}

class Refused extends Error {
  readonly fault: Fault;
  constructor(field: string, reason: string) {
    super(reason);
    this.fault = fault(field, reason);
  }
}

function fault(field: string, reason: string): Fault {
  return { field, reason };
}

function read(value: Fields, envelope: Envelope): Message {
  const type = typeOf(value, envelope.type);
  const own = labelled(value, "context");
  const message: Message = {
    type,
    messageId: optionalText(value, "messageId", trackingLimits.messageIdLength),
    userId: idOf(value, "userId"),
    anonymousId: idOf(value, "anonymousId"),
    groupId: type === "group" ? requiredId(value, "groupId", "the id of the group") : "",
    previousId: type === "alias" ? requiredId(value, "previousId", "the id used until now") : "",
    event: type === "track" ? eventOf(value) : "",
    name: type === "page" || type === "screen" ? optionalText(value, "name", trackingLimits.nameLength) : "",
    category: type === "page" || type === "screen" ? optionalText(value, "category", trackingLimits.nameLength) : "",
    properties: type === "track" || type === "page" || type === "screen" ? labelled(value, "properties") : NOTHING,
    traits: type === "identify" || type === "group" ? fieldsOf(value, "traits") : NOTHING,
    context: withUnit(envelope.context ? { ...envelope.context, ...own } : own),
    timestamp: timeOf(value, "timestamp"),
    originalTimestamp: timeOf(value, "originalTimestamp"),
    sentAt: timeOf(value, "sentAt") ?? envelope.sentAt ?? null,
  };
  if (message.userId === "" && message.anonymousId === "" && message.event !== FEEDBACK_EVENT)
    throw new Refused("userId", "missing; say who acted with userId or anonymousId");
  return message;
}

function typeOf(value: Fields, only: MessageType | undefined): MessageType {
  const type = value.type ?? only;
  if (typeof type !== "string" || !TYPES.has(type))
    throw new Refused("type", `${type === undefined ? "missing" : "unknown"}; send one of ${messageTypes.join(", ")}`);
  if (only !== undefined && type !== only)
    throw new Refused("type", `this path takes ${only} messages; send others to their own path or to /v1/batch`);
  return type as MessageType;
}

function eventOf(value: Fields): string {
  if (typeof value.event !== "string") throw new Refused("event", "missing; send the name of what happened as a text");
  const event = checkText(value.event, "event", trackingLimits.nameLength);
  if (event.trim() === "") throw new Refused("event", "empty; send the name of what happened");
  return event;
}

function optionalText(value: Fields, field: string, max: number): string {
  const text = value[field];
  if (text === undefined || text === null) return "";
  if (typeof text !== "string") throw new Refused(field, "not a text; send a text or leave it out");
  return checkText(text, field, max);
}

function idOf(value: Fields, field: string): string {
  const raw = value[field];
  if (raw === undefined || raw === null) return "";
  if (typeof raw === "string") return checkText(raw, field, trackingLimits.idLength);
  if (Number.isSafeInteger(raw)) return String(raw);
  throw new Refused(field, "not a text; send the id as a text");
}

function requiredId(value: Fields, field: string, what: string): string {
  const text = idOf(value, field);
  if (text === "") throw new Refused(field, `missing; send ${what}`);
  return text;
}

function checkText(text: string, field: string, max: number): string {
  if (text.length > max) throw new Refused(field, `${text.length} characters; at most ${max} are kept`);
  if (!isCleanText(text)) throw new Refused(field, UNCLEAN);
  return text;
}

function timeOf(value: Fields, field: string): number | null {
  const text = value[field];
  if (text === undefined || text === null || text === "") return null;
  const instant = typeof text === "string" ? readInstant(text) : null;
  if (instant === null)
    throw new Refused(
      field,
      "not a time of 1970 to 2148 in ISO 8601 with zone; send it like 2026-03-29T01:30:00.000Z or leave it out",
    );
  return instant;
}

function fieldsOf(value: Fields, field: string): Fields {
  const fields = value[field];
  if (fields === undefined || fields === null) return NOTHING;
  if (!isFields(fields)) throw new Refused(field, "not an object; send names and values");
  return fields;
}

function labelled(value: Fields, field: string): Fields {
  const fields = fieldsOf(value, field);
  checkLabel(fields.channel, `${field}.channel`);
  checkLabel(fields.touchpoint, `${field}.touchpoint`);
  return fields;
}

function withUnit(context: Fields): Fields {
  if (typeof context.unit === "string") checkText(context.unit, "context.unit", unitLimits.key);
  return context;
}

function checkLabel(label: unknown, field: string): void {
  if (typeof label === "string") checkText(label, field, trackingLimits.nameLength);
}

/** The time an envelope carries. @throws never: null means it is not a time */
export function envelopeTime(value: unknown): number | null {
  return typeof value === "string" ? readInstant(value) : null;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Refuses what is too deep, then what is too large. Counting exactly is only needed near the limit. */
function checkSize(message: Fields): void {
  const { depth, messageBytes } = trackingLimits;
  if (mostBytes(message, depth) <= messageBytes) return;
  const bytes = Buffer.byteLength(JSON.stringify(message));
  if (bytes > messageBytes)
    throw new Refused("", `${bytes} bytes of JSON; a message may have ${messageBytes}. Send less, or split it`);
}

/** No JSON of the value is longer than this: every character at its longest escape. */
function mostBytes(value: unknown, levels: number): number {
  if (typeof value === "string") return value.length * 6 + 3;
  if (typeof value !== "object" || value === null) return 26;
  if (levels === 0) throw new Refused("", `nested deeper than ${trackingLimits.depth}; send a flatter message`);
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const part of value) bytes += mostBytes(part, levels - 1);
    return bytes;
  }
  for (const key in value) bytes += key.length * 6 + 4 + mostBytes((value as Fields)[key], levels - 1);
  return bytes;
}
