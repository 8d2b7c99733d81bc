import { isDeepStrictEqual } from "node:util";
import type { FastifyRequest } from "fastify";
import type { Endpoint } from "../../contracts/endpoint.ts";
import type { Kind } from "../../contracts/words/kinds.ts";
import type { Actor } from "./context.ts";
import type { Database } from "./db/database.ts";

/** Fields that changed. What they held is kept where that is small and says nothing of a person; null where there was nothing. */
export type ChangedFields = Record<string, { before?: unknown; after?: unknown }>;

/** A record that was changed, as the audit log keeps it: no secret, and of people nothing but their ids. */
export interface Change {
  kind: Kind;
  id: string;
  /** What the record is called; absent where that would name a person. */
  name?: string;
  fields?: ChangedFields;
}

/** Who acts, and where: an empty workspace for what people do with their own account. */
export interface Who {
  workspace: string;
  actor: Actor | Customer;
}

/** A customer by a link: `id` is the link's, and nobody is named. */
export interface Customer {
  kind: "customer";
  id: string;
  name: "";
}

/** What a request leaves in the audit log. */
export interface Trail {
  /**
   * Writes down a change in the transaction that makes it: neither is there without the other. `who` where the request
   * came in without a name, or where the change made the workspace it belongs to.
   */
  note(db: Database, change: Change, who?: Partial<Who>): Promise<void>;
  /**
   * Writes down a change before it is made, for one that shares no transaction with its row: `unfinished` until the
   * request is answered. What is noted afterwards belongs to it.
   */
  begin(change: Change): Promise<void>;
  /**
   * Says what a read is about where the address does not, and how many things it gave; who reads, where the request came in
   * without a name.
   */
  about(read: { kind?: Kind; id?: string; count?: number; who?: Who }): void;
}

/** What somebody leaves in the log whom only their link tells. */
export function trailAs(trail: Trail, who: Who): Trail {
  return {
    note: (db, change) => trail.note(db, change, who),
    begin: (change) => trail.begin(change),
    about: (read) => trail.about({ ...read, who }),
  };
}

/** The trail of a request, with what only the door does. */
export interface RequestTrail extends Trail {
  /** Writes down a read before its answer leaves, and that what was begun is done. @throws when a read cannot be written down */
  answered(answer: unknown): Promise<void>;
  /** Writes down what was refused, and takes back what was begun where the answer says that nothing was done. */
  failed(error: unknown): Promise<void>;
}

/** A request to an endpoint, which the contract calls `name`. */
export interface Asked {
  request: FastifyRequest;
  endpoint: Endpoint;
  name: string;
}

/** Keeps what is done. Given by the program, because where it is kept is not the platform's business. */
export interface Audit {
  /** `who` is null for a request that came in without a name. */
  open(asked: Asked, who: Who | null): RequestTrail;
  /** Writes down that somebody known was refused at the door. */
  refused(asked: Asked, error: unknown): Promise<void>;
}

/** Characters of JSON that a value may have to be kept. */
const SMALL = 300;

/** The fields that differ between two states of a record; values of those in `kept`, the names of all others. */
export function changedFields(before: object, after: object, kept: readonly string[]): ChangedFields {
  const held = new Map<string, unknown>(Object.entries(before));
  const changed: ChangedFields = {};
  for (const [field, value] of Object.entries(after)) {
    const old: unknown = held.get(field);
    if (isDeepStrictEqual(old, value)) continue;
    const isKept = kept.includes(field) && isSmall(old) && isSmall(value);
    changed[field] = isKept ? { before: old ?? null, after: value ?? null } : {};
  }
  return changed;
}

function isSmall(value: unknown): boolean {
  return value === undefined || JSON.stringify(value).length <= SMALL;
}
