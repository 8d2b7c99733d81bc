import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, pageOf, pageQuery, segmentId } from "../endpoint.ts";
import { eventItem } from "../log/events.ts";
import { conversion } from "../log/money.ts";

export const identifierKind = z.enum(["user_id", "anonymous_id", "email"]);

export const contact = z
  .object({
    id: z.string(),
    /** Best name known: name trait, e-mail, user id; empty for an anonymous visitor. */
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    known: z.boolean(),
    traits: z.record(z.string(), z.unknown()),
    firstSeenAt: instant,
    lastSeenAt: instant,
  })
  .meta({ id: "Contact" });
export type Contact = z.infer<typeof contact>;

/** Why an identifier belongs to a contact: the message or, in `actor`, the person that said so. */
export const identifier = z
  .object({
    kind: identifierKind,
    value: z.string(),
    since: instant,
    evidence: z.object({
      kind: z.enum(["first_seen", "identify", "alias", "same_message", "merged_by_person"]),
      messageId: z.string().nullable(),
      actor: z.string().nullable(),
    }),
  })
  .meta({ id: "Identifier" });
export type Identifier = z.infer<typeof identifier>;

/** A merge of two contacts that a person made; `undoneAt` tells that it was taken back. */
export const merge = z
  .object({
    id: z.string(),
    into: z.string(),
    merged: z.string(),
    /** Its name at that time; empty for an anonymous visitor. */
    mergedName: z.string(),
    reason: z.string(),
    by: z.string(),
    at: instant,
    undoneAt: instant.nullable(),
  })
  .meta({ id: "Merge" });
export type Merge = z.infer<typeof merge>;

/** Two known people claimed by one message: kept apart, and shown so that a person can decide. */
export const conflict = z.object({
  id: z.string(),
  contacts: z.array(z.object({ id: z.string(), name: z.string() })),
  /** `email`: both use the address `value`. `alias`: a message said that the user id `value` is the other contact. */
  kind: z.enum(["email", "alias"]),
  value: z.string(),
  /** The same in an English sentence. */
  reason: z.string(),
  messageId: z.string(),
  at: instant,
});

/**
 * Over everything the contact did and said: `nps` is the last answer (0–10); `csat` and `ces` are the means of the answers,
 * on the scales 1–5 and 1–7 whatever scale was asked; `revenue` sums completed orders by currency, that of most orders first, at most ten;
 * `ordersWithoutAmount` are those in it that carry no amount that can be read.
 */
export const contactScores = z.object({
  nps: z.number().nullable(),
  csat: z.number().nullable(),
  ces: z.number().nullable(),
  answers: z.number().int(),
  events: z.number().int(),
  orders: z.number().int(),
  revenue: z.array(
    z.object({
      currency: z.string(),
      amount: z.number(),
      orders: z.number().int(),
      converted: z.array(conversion).optional(),
    }),
  ),
  ordersWithoutAmount: z.number().int(),
});

/** People behind a number, newest first. `lastAt` is when they got to the place that was asked for. */
export const peoplePage = z.object({
  items: z.array(z.object({ contactId: z.string(), name: z.string(), lastAt: instant })),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
});

export const contactsApi = {
  listContacts: endpoint({
    method: "GET",
    path: "/api/v1/contacts",
    tag: "Contacts",
    summary: "Contacts, searched and sorted",
    description:
      "With `segment`, the people who are in it now, anonymous visitors too, by when they were last seen: no other `sort`.",
    access: "contacts:read",
    audits: "read",
    query: pageQuery.extend({
      /** Matches the start of name, e-mail or an identifier, ignoring case. */
      search: z.string().max(200).optional(),
      sort: z.enum(["last_seen", "first_seen", "name"]).default("last_seen"),
      segment: segmentId.optional(),
    }),
    response: pageOf(contact),
    status: 200,
  }),
  getContact: endpoint({
    method: "GET",
    path: "/api/v1/contacts/:id",
    tag: "Contacts",
    summary: "One contact with identifiers, merges, conflicts and scores",
    description:
      "An anonymous visitor can be read too. The id of a contact that was merged into another answers with the other, so links stay alive.",
    access: "contacts:read",
    audits: "read",
    params: idParams,
    response: contact.extend({
      identifiers: z.array(identifier),
      merges: z.array(merge),
      conflicts: z.array(conflict),
      groups: z.array(z.string()),
      scores: contactScores,
    }),
    status: 200,
  }),
  listContactTimeline: endpoint({
    method: "GET",
    path: "/api/v1/contacts/:id/timeline",
    tag: "Contacts",
    summary: "Everything a contact did and said, over all channels, newest first",
    access: "contacts:read",
    audits: "read",
    params: idParams,
    query: pageQuery.extend({ channel: cleanText.max(60).optional() }),
    response: pageOf(eventItem),
    status: 200,
  }),
  mergeContacts: endpoint({
    method: "POST",
    path: "/api/v1/contacts/:id/merge",
    tag: "Contacts",
    summary: "Merge another contact into this one",
    description:
      "Applies to history at once. Can be undone; the evidence is kept. Of contacts merged before, the ones they were merged into are meant. 409 `same_contact` when both are one already, `target_is_anonymous` when this one is an anonymous visitor: merge the visitor into the known contact.",
    access: "contacts:edit",
    params: idParams,
    body: z.object({ merged: cleanText.min(1).max(64), reason: cleanText.trim().min(1).max(500) }),
    response: merge,
    status: 201,
  }),
  undoMerge: endpoint({
    method: "DELETE",
    path: "/api/v1/merges/:id",
    tag: "Contacts",
    summary: "Take a merge back",
    access: "contacts:edit",
    params: idParams,
    status: 204,
  }),
};
