import { uuidv7 } from "uuidv7";
import type { FeedbackRecord } from "../../../../contracts/collect/feedback.ts";
import { readInstant } from "../../../../contracts/collect/tracking.ts";
import { MAIL_ADDRESS } from "../../../../contracts/mail-address.ts";
import { FEEDBACK_EVENT } from "../../../../contracts/words/messages.ts";
import { isCleanText } from "../../../../contracts/words/well-formed.ts";
import { eventJson } from "../../../../rules/event-json.ts";
import { type IdentifierKind, isBlockedIdentifier, keyOfIdentifier } from "../../../know/contacts/contacts.ts";
import { type EventRow, encodeEvent, eventTime, key64, type Road } from "../../../log/events/events.ts";
import type { Tombstones } from "../../../log/tombstones/tombstones.ts";
import type { QuestionsByKey } from "../../questions/questions.ts";
import { channelOf, touchpointOf, unitOf } from "./channel.ts";
import { happenedAt, ownTime } from "./clock-skew.ts";
import { feedbackColumns, feedbackKey, NO_FEEDBACK, readFeedback } from "./read-feedback.ts";
import { type Fault, type Fields, isFault, type Message } from "./read-message.ts";

/** Where messages come from, as the key they were sent with says. */
export interface Sender {
  /** Id of the workspace. */
  workspace: string;
  /** Name of the source, as events show it. */
  source: string;
  /** By which road its messages come: only what came live can be news. */
  cameBy: Road;
  /** What it sends is kept and shown as a test, and counted nowhere. */
  isTest?: boolean;
  /** Told what is about to be stored, and waited for. */
  before?: (rows: readonly Prepared[]) => Promise<void>;
}

export interface Written {
  row: EventRow;
  /**
   * Where a repeat may lie that the sorting key cannot fold: `nowhere` for a message with its own time or without an id
   * of its own, `recently` for an id without a time, `ever` for feedback, whose record says what it is.
   */
  repeats: "nowhere" | "recently" | "ever";
}

/**
 * A row on its way to the store: as it will be written, so that little is held while it waits, and what has to be known of
 * it to store it once.
 */
export interface Prepared
  extends Pick<EventRow, "workspace" | "event" | "day" | "identifier_key">,
    Pick<Written, "repeats"> {
  key: string;
  encoded: string;
  /** About what it holds in memory. */
  bytes: number;
}

const EVENT_NAMES = {
  page: "Page Viewed",
  screen: "Screen Viewed",
  identify: "Identify",
  group: "Group",
  alias: "Alias",
} as const;

const MAX_LANGUAGE = 35;
const ROW_OVERHEAD = 400;

/** Who was erased, of whom nothing of before is taken in. */
export type Erased = Pick<Tombstones, "isEmpty" | "erasedAt">;

/** What the rows of a workspace are written by. */
interface Known {
  /** Keys from the top down to each unit, by its key. */
  paths: ReadonlyMap<string, readonly string[]>;
  /** The library of questions. */
  questions: QuestionsByKey;
  erased?: Erased | undefined;
}

/** Turns messages of one sender, received at one instant, into rows; a feedback record that is not one is a fault. */
export function rowWriter(sender: Sender, receivedAt: Date, { paths, questions, erased }: Known) {
  const received = receivedAt.getTime();
  const receivedText = eventTime(receivedAt);

  return (message: Message, arrival: bigint): Written | Fault => {
    const said = message.event === FEEDBACK_EVENT ? readFeedback(message, questions) : null;
    if (said && isFault(said)) return { field: `properties.${said.field}`, reason: said.reason };
    const record = said?.record ?? null;
    const dated = dateBy(message, record);
    const own = ownTime(dated);
    const instant = happenedAt(dated, received);
    const timestamp = instant === received ? receivedText : eventTime(new Date(instant));
    const who = identify(sender.workspace, message, record);
    if (erased && !erased.isEmpty() && instant <= erasedAt(sender.workspace, { message, record, who, erased }))
      return { field: "timestamp", reason: "of somebody who was erased since; only what happened after that is taken" };
    const properties = safeJson(propertiesOf(message));
    const context = safeJson(message.context);
    const unit = record?.unit?.trim() || unitOf(message);
    const messageId = message.messageId || uuidv7();
    const identity = record ? feedbackKey(record) : [messageId];
    const row: EventRow = {
      workspace: sender.workspace,
      event: message.type === "track" ? message.event : EVENT_NAMES[message.type],
      day: (own === null || own === instant ? timestamp : eventTime(new Date(own))).slice(0, 10),
      message_key: key64(sender.workspace, ...identity),
      message_id: messageId,
      type: message.type,
      timestamp,
      received_at: receivedText,
      arrival: arrival.toString(),
      came_by: sender.cameBy,
      identifier_key: who.identifier_key,
      user_id: who.user_id,
      anonymous_id: who.anonymous_id,
      group_id: message.groupId,
      source: sender.source,
      channel: record?.channel?.trim() || channelOf(message),
      touchpoint: record?.touchpoint?.trim() || touchpointOf(message),
      unit,
      unit_path: unit === "" ? [] : (paths.get(unit) ?? [unit]),
      language: record?.language ?? localeOf(message.context),
      properties,
      context,
      ...(said ? feedbackColumns(said) : NO_FEEDBACK),
    };
    const undated = own === null && message.messageId !== "";
    return { row, repeats: record ? "ever" : undated ? "recently" : "nowhere" };
  };
}

export function prepare({ row, repeats }: Written): Prepared {
  const { workspace, event, day, message_key: key, identifier_key } = row;
  const encoded = encodeEvent(row);
  return { key, workspace, event, day, identifier_key, repeats, encoded, bytes: ROW_OVERHEAD + encoded.length };
}

/** A record that says when it was collected knows better than the clock of whoever passed it on. */
function dateBy(message: Message, record: FeedbackRecord | null): Message {
  if (record?.collected_at === undefined) return message;
  return { ...message, timestamp: readInstant(record.collected_at), originalTimestamp: null, sentAt: null };
}

/** Who acted: the user id counts before the e-mail address, that before the anonymous id; placeholders name nobody. */
function identify(
  workspace: string,
  message: Message,
  record: FeedbackRecord | null,
): Pick<EventRow, "identifier_key" | "user_id" | "anonymous_id"> {
  const user = identifier(workspace, "user_id", message.userId || record?.user_id || "");
  const anonymous = identifier(workspace, "anonymous_id", message.anonymousId || record?.anonymous_id || "");
  const ids = { user_id: user.value, anonymous_id: anonymous.value };
  if (user.value) return { identifier_key: user.identifier_key, ...ids };
  const email = identifier(workspace, "email", record?.email ?? emailOf(message));
  return { identifier_key: email.value ? email.identifier_key : anonymous.identifier_key, ...ids };
}

interface Named {
  message: Message;
  record: FeedbackRecord | null;
  who: Pick<EventRow, "identifier_key">;
  erased: Erased;
}

/** When somebody was erased for whom a message would make a contact again: who acted, and whom else it says they are. */
function erasedAt(workspace: string, { message, record, who, erased }: Named): number {
  const email = record?.email ?? emailOf(message);
  const keys = [who.identifier_key];
  if (email !== "") keys.push(keyOfIdentifier(workspace, "email", email));
  if (message.previousId !== "")
    for (const kind of ["user_id", "anonymous_id"] as const)
      keys.push(keyOfIdentifier(workspace, kind, message.previousId));
  return Math.max(...keys.map((key) => erased.erasedAt(workspace, key)));
}

interface Identifier {
  /** Empty when it names nobody. */
  value: string;
  identifier_key: string;
}

const NOBODY: Identifier = { value: "", identifier_key: "0" };
const MOST_REMEMBERED = 50_000;
/** The same few people send most of what arrives, and telling who they are costs as much as all the rest of the row. */
const remembered = new Map<string, Identifier>();

function identifier(workspace: string, kind: IdentifierKind, value: string): Identifier {
  if (value === "") return NOBODY;
  const name = `${workspace}${kind}${value}`;
  const known = remembered.get(name);
  if (known) return known;
  const made = isBlockedIdentifier(value) ? NOBODY : { value, identifier_key: keyOfIdentifier(workspace, kind, value) };
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, made);
  return made;
}

function emailOf(message: Message): string {
  const traits = message.context.traits;
  const inContext = typeof traits === "object" && traits !== null && "email" in traits ? traits.email : undefined;
  const email = message.traits.email ?? inContext;
  return typeof email === "string" && email.length <= 254 && MAIL_ADDRESS.test(email.trim()) ? email : "";
}

function localeOf(context: Fields): string {
  const { locale } = context;
  return typeof locale === "string" && locale.length <= MAX_LANGUAGE && isCleanText(locale) ? locale : "";
}

function propertiesOf(message: Message): Fields {
  switch (message.type) {
    case "track":
      return message.properties;
    case "identify":
    case "group":
      return message.traits;
    case "alias":
      return { previousId: message.previousId };
    default: {
      const { name, category, properties } = message;
      // Several spreads in one literal would take as long as the rest of the row.
      if (category) return name ? { name, category, ...properties } : { category, ...properties };
      return name ? { name, ...properties } : properties;
    }
  }
}

/** JSON that ClickHouse reads to its end, and PostgreSQL too: it refuses the escape of a NUL. */
function safeJson(fields: Fields): string {
  const text = eventJson(fields);
  return text.includes("\\u0000") ? text.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, "$1\\ufffd") : text;
}
