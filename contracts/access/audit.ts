import { z } from "zod";
import { ONE_LINE } from "../clean-text.ts";
import { endpoint, instant, pageOf, pageQuery, withByteOrderMark } from "../endpoint.ts";
import { kindNames } from "../words/kinds.ts";

/** `unfinished`: it was begun, and whether it went through is not known, as after a power cut. */
export const auditOutcomes = ["done", "refused", "unfinished"] as const;
const outcome = z.enum(auditOutcomes);
export type AuditOutcome = z.infer<typeof outcome>;

const plainId = z.string().min(1).max(64).regex(ONE_LINE, "not an id");

const filters = z.object({
  /** Id of a user or key; `system` for what the program did itself. */
  actor: plainId.optional(),
  /** Name of an endpoint, as the OpenAPI document has it in `operationId`. */
  what: plainId.optional(),
  kind: z.enum(kindNames).optional(),
  /** Id of a record; with `kind`, its history. */
  id: plainId.optional(),
  outcome: outcome.optional(),
  from: instant.optional(),
  /** Up to but not at this instant. */
  until: instant.optional(),
});
export type AuditFilters = z.infer<typeof filters>;

const changedField = z.object({
  /** What it held, where that is small and says nothing of a person; absent otherwise. */
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

const subject = z.object({
  kind: z.enum(kindNames),
  /** Empty for a person who was forgotten. */
  id: z.string(),
  /** As it was called then; empty where that would name a person. */
  name: z.string(),
  /** What changed, by the names of the fields. */
  fields: z.record(z.string(), changedField),
});

export const auditEntry = z
  .object({
    /** The id of the request, as its answer had it in `x-request-id`. */
    id: z.string(),
    at: instant,
    /** A user without a name is not here any more. */
    actor: z.object({ kind: z.enum(["user", "key", "customer", "system"]), id: z.string(), name: z.string() }),
    what: z.string(),
    outcome,
    subjects: z.array(subject),
    /** How many things a read gave, where it gave many. */
    count: z.number().int().nullable(),
    /** The network the request came from: the first 24 bits of an IPv4 address, 48 of an IPv6 one. */
    address: z.string(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntry>;

/** Entries of an export; further ones are said to be missing in its last line. */
export const MOST_EXPORTED = 1_000_000;

export const auditApi = {
  listAudit: endpoint({
    method: "GET",
    path: "/api/v1/audit",
    tag: "Audit",
    summary: "Who did, saw or was refused what, newest first",
    description:
      "Every change, every look at single people and every export has one entry; a look or a refusal that is repeated within ten minutes has none of its own. What members do with their own account, such as signing in, is listed too.",
    access: "audit:read",
    query: pageQuery.extend(filters.shape),
    response: pageOf(auditEntry),
    status: 200,
  }),
  exportAudit: endpoint({
    method: "GET",
    path: "/api/v1/audit/export",
    tag: "Audit",
    summary: "The audit log as a file, newest first",
    description: `CSV (one line for each thing an entry is about) or JSON lines (one for each entry), with the filters of the list; at most ${MOST_EXPORTED} entries, and the last line says so when there are more. \`bom=true\` begins a CSV with the mark that tells spreadsheets it is UTF-8.`,
    access: "audit:read",
    audits: "read",
    query: filters.extend({ format: z.enum(["csv", "jsonl"]).default("csv"), bom: withByteOrderMark }),
    produces: "application/octet-stream",
    status: 200,
  }),
};
