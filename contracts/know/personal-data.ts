import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, pageOf, pageQuery } from "../endpoint.ts";
import { fault } from "../fault-of-issue.ts";
import { personalKinds } from "../words/personal-kinds.ts";

const counts = z.array(z.object({ kind: z.enum(personalKinds), count: z.number().int() }));

export const erasureModes = ["erase", "anonymise"] as const;
export const erasureStatuses = ["waiting", "running", "done", "cancelled"] as const;
/** A restore erases again whoever was erased since the backup was made. */
export const erasureOrigins = ["member", "customer", "storage_period", "restore"] as const;
export const erasureStages = ["records", "events", "files"] as const;

/**
 * Somebody's data on its way out, and afterwards the receipt of it, which names nobody. `waiting` until `dueAt`, and until then
 * it can be cancelled.
 */
export const erasure = z
  .object({
    id: z.string(),
    /** `anonymise` keeps answers and events as those of nobody in particular. */
    mode: z.enum(erasureModes),
    /** Whether what was written in own words stays; of `anonymise` only. */
    keepTexts: z.boolean(),
    status: z.enum(erasureStatuses),
    /** How many people. */
    people: z.number().int(),
    /** Ids of their contacts; empty as soon as it is done or cancelled. */
    contacts: z.array(z.string()),
    origin: z.enum(erasureOrigins),
    /** Of a member's request, their name. */
    requestedBy: z.string(),
    requestedAt: instant,
    dueAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    /**
     * While it is running: what is being done, and how much of it. `failed` says what the last attempt could not do; it is tried
     * again every minute.
     */
    progress: z
      .object({ stage: z.enum(erasureStages), done: z.number(), total: z.number(), failed: z.string().optional() })
      .nullable(),
    /** What was erased or made anonymous, by kind. */
    counts,
  })
  .meta({ id: "Erasure" });
export type Erasure = z.infer<typeof erasure>;

export const restriction = z.object({ since: instant, by: z.string() });

/** What is kept of somebody, and what was asked about it. */
export const personalData = z
  .object({
    contactId: z.string(),
    counts,
    restriction: restriction.nullable(),
    /** The erasure that waits or runs. */
    erasure: erasure.nullable(),
    /** Files in which their name may stand until they are imported or removed, at most a week. */
    asOf: instant,
  })
  .meta({ id: "PersonalData" });
export type PersonalDataOf = z.infer<typeof personalData>;

const contactIds = z
  .array(z.string().regex(/^[1-9]\d{0,19}$/, "not the id of a contact"))
  .min(1)
  .max(1000);

export const personalDataApi = {
  getPersonalData: endpoint({
    method: "GET",
    path: "/api/v1/contacts/:id/personal-data",
    tag: "Personal data",
    summary: "What is kept of a contact, counted by kind",
    access: "privacy:read",
    audits: "read",
    params: idParams,
    response: personalData,
    status: 200,
  }),
  exportPersonalData: endpoint({
    method: "GET",
    path: "/api/v1/contacts/:id/personal-data/export",
    tag: "Personal data",
    summary: "All of it as a ZIP file: JSON for machines, a page for people",
    description: "What others wrote of somebody, and who of the staff looked at their data, is not in it.",
    access: "privacy:read",
    audits: "read",
    params: idParams,
    produces: "application/zip",
    status: 200,
  }),
  restrictContact: endpoint({
    method: "PUT",
    path: "/api/v1/contacts/:id/restriction",
    tag: "Personal data",
    summary: "Keep a contact's data and use it for nothing",
    description:
      "They are in no number, list, segment or search until the restriction is lifted; what they do meanwhile is kept. Their own page and export still show it. At most 1,000 people at a time.",
    access: "privacy:edit",
    params: idParams,
    response: restriction,
    status: 200,
  }),
  liftRestriction: endpoint({
    method: "DELETE",
    path: "/api/v1/contacts/:id/restriction",
    tag: "Personal data",
    summary: "Use a contact's data again",
    access: "privacy:edit",
    params: idParams,
    status: 204,
  }),
  rectifyContact: endpoint({
    method: "PATCH",
    path: "/api/v1/contacts/:id/traits",
    tag: "Personal data",
    summary: "Correct what is known of a contact",
    description:
      "Each trait replaces what was last said; null takes it away. What messages say later counts again. Messages of before stay as they came.",
    access: "privacy:edit",
    params: idParams,
    body: z.object({
      traits: z
        .record(cleanText.min(1).max(100), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))
        .refine((traits) => Object.keys(traits).length > 0, fault("too_few", "name at least one trait", { minimum: 1 }))
        .refine(
          (traits) => Object.keys(traits).length <= 50,
          fault("too_many", "at most 50 traits at a time", { maximum: 50 }),
        ),
    }),
    response: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    }),
    status: 200,
  }),
  createErasure: endpoint({
    method: "POST",
    path: "/api/v1/erasures",
    tag: "Personal data",
    summary: "Erase contacts, or make them anonymous",
    description:
      "Up to 1,000 at a time, after the days of grace that the workspace sets. 409 `erasure_pending` for somebody who is being erased already.",
    access: "privacy:edit",
    body: z.object({
      contacts: contactIds,
      mode: z.enum(erasureModes).default("erase"),
      keepTexts: z.boolean().default(false),
      /** Without the days of grace: it begins at once and cannot be cancelled. */
      now: z.boolean().default(false),
    }),
    response: erasure,
    status: 201,
  }),
  listErasures: endpoint({
    method: "GET",
    path: "/api/v1/erasures",
    tag: "Personal data",
    summary: "Requests to erase and receipts, newest first",
    access: "privacy:read",
    query: pageQuery,
    response: pageOf(erasure),
    status: 200,
  }),
  getErasure: endpoint({
    method: "GET",
    path: "/api/v1/erasures/:id",
    tag: "Personal data",
    summary: "One request to erase, with its progress or receipt",
    access: "privacy:read",
    params: idParams,
    response: erasure,
    status: 200,
  }),
  cancelErasure: endpoint({
    method: "DELETE",
    path: "/api/v1/erasures/:id",
    tag: "Personal data",
    summary: "Cancel a request to erase that has not begun",
    description: "409 `erasure_begun` once it has.",
    access: "privacy:edit",
    params: idParams,
    response: erasure,
    status: 200,
  }),
  exportTombstones: endpoint({
    method: "GET",
    path: "/api/v1/system/erased",
    tag: "Personal data",
    summary: "The list of erased people of all workspaces, to be kept beside backups",
    description:
      "One JSON line an identifier: an HMAC by the secret of the installation, which names nobody. `throughline restore --erased FILE` erases them from an older backup again.",
    access: "system:backup",
    audits: "read",
    produces: "application/x-ndjson",
    status: 200,
  }),
};
