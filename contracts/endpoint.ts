import { z } from "zod";
import { cleanText, ONE_LINE } from "./clean-text.ts";
import { fault } from "./fault-of-issue.ts";
import type { Permission } from "./words/permissions.ts";

/**
 * Who may call an endpoint.
 * - `public`: anyone, no session and no key.
 * - `signedIn`: any person with a session, whatever workspace they belong to. API keys are refused (403).
 * - a permission: a session or an API key whose role or scopes in the addressed workspace grant it.
 */
export type Access = "public" | "signedIn" | Permission;

/**
 * What a call leaves in the audit log.
 * - `change`: who changed what, written in the transaction that changes it.
 * - `read`: who saw or took away personal data, or much at once; written before it leaves.
 * - `nothing`: it only asks for numbers or names, or what it brings is a log of its own.
 */
export type Audits = "change" | "read" | "nothing";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One endpoint as data. The server validates and serialises by it, the typed client, the OpenAPI document and the
 * guard tests are derived from it.
 *
 * `status` is the status of success. `response` is absent exactly when the status is 204 or the answer is a file
 * (`produces`). Endpoints of JSON that create (status 201, not public) honour an `Idempotency-Key` header.
 */
export interface Endpoint {
  method: Method;
  path: string;
  tag: string;
  summary: string;
  description?: string;
  access: Access;
  /** When absent: `nothing` of a GET, `change` of all else. */
  audits?: Audits;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of a body that is not JSON: handed to the handler as a stream, which limits it itself. */
  consumes?: string;
  response?: z.ZodType;
  status: 200 | 201 | 202 | 204;
  /** The answer holds a secret that is shown once: it is never kept to be answered again. */
  answersSecret?: true;
  /** Media type of the answer when it is not JSON. */
  produces?: string;
  /** Largest body in bytes; 1 MiB when absent. */
  bodyLimit?: number;
}

/** Declares an endpoint, keeping its literal types for the client. */
export function endpoint<const E extends Endpoint>(declaration: E): E {
  return declaration;
}

/** What a call of the endpoint leaves in the audit log. */
export function auditsOf({ audits, method }: Endpoint): Audits {
  return audits ?? (method === "GET" ? "nothing" : "change");
}

/** Control characters are in no id, and PostgreSQL refuses to even look for some. */
export const idParams = z.object({
  id: z.string().min(1).max(64).regex(ONE_LINE, "not an id"),
});

/**
 * A page of a list. `nextCursor` is null on the last page; a cursor is opaque and only valid for the list that gave it.
 */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Query of a paged list: `limit` 1 to 200, 50 when absent. */
export const pageQuery = z.object({
  cursor: z.string().max(512).regex(ONE_LINE, "not a cursor").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The id of a segment: its people only. */
export const segmentId = cleanText.min(1).max(64);

/** An instant, ISO 8601 with zone, e.g. `2026-03-29T01:30:00.000Z`. */
export const instant = z.iso.datetime({ offset: true });

/** An IANA time zone name that the running system knows, e.g. `Europe/Amsterdam`. */
export const timeZone = z
  .string()
  .max(64)
  .refine(
    isTimeZone,
    fault("unknown_time_zone", "not a known IANA time zone; use a name such as Europe/Berlin or UTC"),
  );

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether a file begins with the mark that tells spreadsheets it is UTF-8. */
export const withByteOrderMark = z.enum(["true", "false"]).default("false");
