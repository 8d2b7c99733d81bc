import { z } from "zod";
import { cleanText, ONE_LINE } from "../clean-text.ts";
import { endpoint, instant, pageOf, pageQuery } from "../endpoint.ts";
import { eventItem } from "../log/events.ts";
import { trackingLimits } from "../words/messages.ts";
import { peoplePage } from "./contacts.ts";

/** The group id as it was sent; encode it in an address. */
export const accountParams = z.object({
  id: cleanText.min(1).max(trackingLimits.idLength),
});

/**
 * A company, household or team that people belong to, as `group` calls say: everybody of whom one ever said so. Worked out
 * from the event log whenever it is asked, so that people merged or recognised a moment ago are one person.
 */
const account = z
  .object({
    /** The group id. */
    id: z.string(),
    /** The trait `name` as last said; the id where none was. */
    name: z.string(),
    people: z.number().int(),
    /** The first of its `group` calls. */
    firstSeenAt: instant,
    /** When anybody of it last did or said something. */
    lastSeenAt: instant,
    /** Each trait as it was last said. In lists the short ones only, at most eight. */
    traits: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof account>;

export const accountSorts = ["last_seen", "people", "name"] as const;
export type AccountSort = (typeof accountSorts)[number];

export const accountsApi = {
  listAccounts: endpoint({
    method: "GET",
    path: "/api/v1/accounts",
    tag: "Accounts",
    summary: "Companies or households that people belong to, searched and sorted",
    access: "contacts:read",
    audits: "read",
    query: pageQuery.extend({
      /** Longer than others: it carries the id of an account and the beginning of its name. */
      cursor: z.string().max(4096).regex(ONE_LINE, "not a cursor").optional(),
      /** Found anywhere in name or id, ignoring case. */
      search: cleanText.max(200).optional(),
      sort: z.enum(accountSorts).default("last_seen"),
      /** Only those that this contact belongs to. */
      contact: z
        .string()
        .regex(/^[1-9]\d{0,19}$/, "not the id of a contact")
        .optional(),
    }),
    response: pageOf(account).extend({ total: z.number().int() }),
    status: 200,
  }),
  getAccount: endpoint({
    method: "GET",
    path: "/api/v1/accounts/:id",
    tag: "Accounts",
    summary: "One account with all its traits",
    description: 'Its numbers are those of any query with the filter `{"group": "<id>"}`.',
    access: "contacts:read",
    audits: "read",
    params: accountParams,
    response: account,
    status: 200,
  }),
  listAccountPeople: endpoint({
    method: "GET",
    path: "/api/v1/accounts/:id/people",
    tag: "Accounts",
    summary: "Who belongs to an account: whoever was seen last comes first",
    access: "contacts:read",
    audits: "read",
    params: accountParams,
    query: pageQuery,
    response: peoplePage,
    status: 200,
  }),
  listAccountEvents: endpoint({
    method: "GET",
    path: "/api/v1/accounts/:id/events",
    tag: "Accounts",
    summary: "What people of an account did and said in the last 90 days, newest first",
    access: "contacts:read",
    audits: "read",
    params: accountParams,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    response: z.object({ items: z.array(eventItem), asOf: instant }),
    status: 200,
  }),
};
