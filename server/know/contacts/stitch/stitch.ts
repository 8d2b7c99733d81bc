import { MAIL_ADDRESS } from "../../../../contracts/mail-address.ts";
import type { contactGroups, contacts, EvidenceKind, identifiers, stitchConflicts } from "../contacts.tables.ts";
import { emailOf, joinProfiles, nameOf, type Profile, phoneOf, profileOf, storableText } from "../people/traits.ts";
import { type IdentifierKind, identifierValue, isBlockedIdentifier, keyOfIdentifier } from "./identifier-key.ts";
import type { Message } from "./read-messages.ts";

export type ContactRecord = typeof contacts.$inferSelect;
export type IdentifierRecord = typeof identifiers.$inferSelect;
type ConflictRecord = Omit<typeof stitchConflicts.$inferSelect, "id">;
type GroupRecord = typeof contactGroups.$inferSelect;

/** An identifier as far as it takes to decide whose the next message is. */
export type KnownIdentifier = Pick<IdentifierRecord, "identifierKey" | "kind" | "value" | "contact" | "person">;

/** An identifier of earlier messages that changed hands; the reason stays where it is null. */
export interface Moved {
  identifierKey: string;
  contact: string;
  person: string;
  evidence: EvidenceKind | null;
  message: string | null;
}

/**
 * What is known of everybody that a run of messages of one workspace names, and what became of it. Of contacts, only
 * those whose record may change have to be there.
 */
export interface Known {
  workspace: string;
  contacts: Map<string, ContactRecord>;
  identifiers: Map<string, KnownIdentifier>;
  /** Keys of identifiers by the contact they belong to. */
  members: Map<string, Set<string>>;
  /** Contacts that a standing merge of a person joins to others. */
  joined: ReadonlySet<string>;
  changedContacts: Set<string>;
  removedContacts: Map<string, string>;
  createdIdentifiers: Map<string, IdentifierRecord>;
  movedIdentifiers: Map<string, Moved>;
  conflicts: Map<string, ConflictRecord>;
  groups: Map<string, GroupRecord>;
}

export function nothingKnown(workspace: string): Known {
  return {
    workspace,
    contacts: new Map(),
    identifiers: new Map(),
    members: new Map(),
    joined: new Set(),
    changedContacts: new Set(),
    removedContacts: new Map(),
    createdIdentifiers: new Map(),
    movedIdentifiers: new Map(),
    conflicts: new Map(),
    groups: new Map(),
  };
}

/** Takes note of an identifier and whose it is. */
export function know(known: Known, identifier: KnownIdentifier): void {
  const before = known.identifiers.get(identifier.identifierKey);
  if (before) known.members.get(before.contact)?.delete(before.identifierKey);
  known.identifiers.set(identifier.identifierKey, identifier);
  const members = known.members.get(identifier.contact) ?? new Set();
  known.members.set(identifier.contact, members.add(identifier.identifierKey));
}

export type Named = Record<"user" | "email" | "anonymous" | "previousUser" | "previousAnonymous", string | null>;

/** Keys of the identifiers that a message names; null where it names none. */
export function namedBy(message: Message): Named {
  const { workspace } = message;
  const key = (kind: IdentifierKind, value: string) => {
    const made = value === "" ? "0" : keyOfIdentifier(workspace, kind, value);
    return made === "0" ? null : made;
  };
  const user = key("user_id", message.userId);
  const address = isAddress(message.email) ? key("email", message.email) : null;
  return {
    user,
    // Without a user, an address counts only when it is what acted: an event may mention any address.
    email: user !== null || address === message.identifierKey ? address : null,
    anonymous: key("anonymous_id", message.anonymousId),
    previousUser: key("user_id", message.previousId),
    previousAnonymous: key("anonymous_id", message.previousId),
  };
}

function isAddress(text: string): boolean {
  return text.length <= 254 && MAIL_ADDRESS.test(text.trim()) && !isBlockedIdentifier(text);
}

/**
 * Applies what a message says about who is who. Applying a message twice, or two like messages as one, changes nothing.
 *
 * - The first to claim an anonymous id keeps it: the next person on a shared device is somebody else.
 * - An e-mail address that acted on its own becomes the user whose identify names it first.
 * - Two known people are never joined by a message; that is noted as a conflict for a person to decide.
 * - What a person has merged is theirs: messages move nothing in or out of it.
 */
export function stitch(known: Known, message: Message, named: Named): void {
  const evidence = message.type === "identify" ? "identify" : "same_message";
  const owner = named.user
    ? found(known, named.user, "user_id", message.userId, message)
    : named.email && found(known, named.email, "email", message.email, message);
  if (!owner) return;

  if (named.user && named.email) claim(known, owner, named.email, "email", message.email, evidence, message);
  if (named.anonymous) claim(known, owner, named.anonymous, "anonymous_id", message.anonymousId, evidence, message);
  if (named.user && message.previousId && message.previousId !== message.userId) alias(known, owner, named, message);
  if (message.groupId) join(known, owner.contact, message);
  notice(known, owner.contact, message);
}

function alias(known: Known, owner: KnownIdentifier, named: Named, message: Message): void {
  if (!named.previousUser || !named.previousAnonymous) return;
  // Whoever has the id keeps it, whether or not a user of the same name has turned up since.
  if (known.identifiers.has(named.previousAnonymous)) return;
  const previousUser = known.identifiers.get(named.previousUser);
  if (previousUser) contradict(known, previousUser, owner, "alias", message.previousId, message);
  else claim(known, owner, named.previousAnonymous, "anonymous_id", message.previousId, "alias", message);
}

/** The identifier of a known person, founding a contact when it is new. */
function found(
  known: Known,
  identifierKey: string,
  kind: IdentifierKind,
  raw: string,
  message: Message,
): KnownIdentifier {
  const present = known.identifiers.get(identifierKey);
  if (present) return present;
  const created = identifier(known, identifierKey, kind, raw, message, {
    contact: identifierKey,
    person: identifierKey,
    evidence: "first_seen",
  });
  known.contacts.set(identifierKey, {
    workspace: known.workspace,
    id: identifierKey,
    founder: created.value,
    name: created.value,
    nameSearch: searchable(created.value),
    email: kind === "email" ? created.value : null,
    emailSearch: kind === "email" ? searchable(created.value) : null,
    phone: null,
    traits: {},
    traitTimes: {},
    firstSeen: message.firstAt,
    mergedInto: null,
  });
  known.changedContacts.add(identifierKey);
  return created;
}

function identifier(
  known: Known,
  identifierKey: string,
  kind: IdentifierKind,
  raw: string,
  message: Message,
  owned: { contact: string; person: string; evidence: EvidenceKind },
): IdentifierRecord {
  const value = storableText(identifierValue(kind, raw)).slice(0, 1000);
  const created: IdentifierRecord = {
    workspace: known.workspace,
    identifierKey,
    kind,
    value,
    valueSearch: searchable(value),
    ...owned,
    since: message.instant,
    message: message.messageId,
  };
  know(known, created);
  known.createdIdentifiers.set(identifierKey, created);
  return created;
}

function claim(
  known: Known,
  owner: KnownIdentifier,
  identifierKey: string,
  kind: "anonymous_id" | "email",
  raw: string,
  evidence: EvidenceKind,
  message: Message,
): void {
  const { contact, person } = owner;
  const present = known.identifiers.get(identifierKey);
  if (!present) {
    identifier(known, identifierKey, kind, raw, message, { contact, person, evidence });
    return;
  }
  if (present.contact === contact) return;
  const free = present.contact === identifierKey && !known.joined.has(identifierKey);
  if (!free) {
    if (kind === "email") contradict(known, present, owner, "email", present.value, message);
    return;
  }
  // Only an e-mail contact can have members besides itself and still be free; they are all loaded with it.
  for (const key of [...(known.members.get(identifierKey) ?? [])]) {
    const member = known.identifiers.get(key);
    if (!member) continue;
    know(known, { ...member, contact, person });
    const why = key === identifierKey ? { evidence, message: message.messageId } : null;
    const created = known.createdIdentifiers.get(key);
    if (created) known.createdIdentifiers.set(key, { ...created, contact, person, ...why });
    else
      known.movedIdentifiers.set(key, {
        ...(known.movedIdentifiers.get(key) ?? { evidence: null, message: null }),
        identifierKey: key,
        contact,
        person,
        ...why,
      });
  }
  absorb(known, identifierKey, contact);
}

function absorb(known: Known, from: string, into: string): void {
  const gone = known.contacts.get(from);
  if (!gone) return;
  known.contacts.delete(from);
  known.changedContacts.delete(from);
  known.removedContacts.set(from, into);
  change(known, into, gone);
  for (const [key, group] of known.groups) {
    if (group.contact !== from) continue;
    known.groups.delete(key);
    addGroup(known, { ...group, contact: into });
  }
}

function notice(known: Known, contact: string, message: Message): void {
  const said = profileOf(message.traits, message.lastAt, message.lastMessageId);
  change(known, contact, { ...said, firstSeen: message.firstAt });
}

function change(known: Known, id: string, news: Profile & Pick<ContactRecord, "firstSeen">): void {
  const before = known.contacts.get(id);
  if (!before) return;
  const firstSeen = new Date(Math.min(news.firstSeen.getTime(), before.firstSeen.getTime()));
  const byAddress = known.identifiers.get(id)?.kind === "email";
  known.contacts.set(id, { ...recordOf(before, news, byAddress), firstSeen });
  known.changedContacts.add(id);
}

/** A contact once something more was said of it; `byAddress` where an e-mail address founded it. */
export function recordOf(before: ContactRecord, news: Profile, byAddress: boolean): ContactRecord {
  const { traits, traitTimes } = joinProfiles(before, news);
  const name = nameOf(traits, before.founder);
  const email = emailOf(traits) ?? (byAddress ? before.founder : null);
  return {
    ...before,
    ...{ traits, traitTimes, name, nameSearch: searchable(name) },
    ...{ email, emailSearch: email === null ? null : searchable(email), phone: phoneOf(traits) },
  };
}

function join(known: Known, contact: string, message: Message): void {
  const group = storableText(message.groupId).slice(0, 300);
  addGroup(known, { workspace: known.workspace, contact, group, since: message.firstAt });
}

function addGroup(known: Known, group: GroupRecord): void {
  const key = `${group.contact} ${group.group}`;
  const before = known.groups.get(key);
  if (!before || group.since < before.since) known.groups.set(key, group);
}

function contradict(
  known: Known,
  one: KnownIdentifier,
  other: KnownIdentifier,
  kind: "email" | "alias",
  raw: string,
  message: Message,
): void {
  if (one.person === other.person) return;
  const value = storableText(raw).slice(0, 1000);
  const [low, high] = one.contact < other.contact ? [one.contact, other.contact] : [other.contact, one.contact];
  const key = [kind, value, low, high].join("\u0000");
  if (known.conflicts.has(key)) return;
  const { workspace } = known;
  known.conflicts.set(key, {
    workspace,
    one: low,
    other: high,
    kind,
    value,
    message: message.messageId,
    at: message.instant,
  });
}

/** How a text is looked up: ignoring case, cut to what an index takes. */
export function searchable(text: string): string {
  return text.toLowerCase().slice(0, 200);
}
