import type { FastifyRequest } from "fastify";
import { uuidv7 } from "uuidv7";
import { auditsOf } from "../../../contracts/endpoint.ts";
import { kindOfPath } from "../../../contracts/words/kinds.ts";
import type { Asked, Audit, Change, RequestTrail, Trail, Who } from "../../platform/audit.ts";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isId } from "../../platform/db/record-id.ts";
import { networkOf } from "../../platform/http/address.ts";
import { ProblemError, Refused } from "../../platform/http/problem.ts";
import { RecentlySeen } from "./recently-seen.ts";
import { type Entry, finishEntry, withdrawEntry, writeEntry } from "./write-entry.ts";

export interface AuditWriter extends Audit {
  /** See {@link systemTrail}. */
  ofSystem(workspace: string): Trail;
}

/** Writes the audit log of all workspaces. */
export function createAudit(system: System): AuditWriter {
  const seen = new RecentlySeen(system.now);

  /** Writes down what is often repeated, once in a while only. */
  async function once(request: FastifyRequest, entry: Entry, about: Change | null): Promise<void> {
    const key = keyOf(request, entry);
    if (seen.has(key)) return;
    await writeEntry(system.db, entry, about && { ...about, place: 0 });
    seen.add(key);
  }

  async function writeRefusal(asked: Asked, who: Who): Promise<void> {
    try {
      await once(asked.request, { ...entryOf(system, asked, who), outcome: "refused" }, subjectOf(asked, true));
    } catch (error) {
      // Whoever may not is refused all the same.
      system.log.error({ err: error, reqId: asked.request.id }, "a refusal is not in the audit log");
    }
  }

  return {
    open: (asked, who) => new OpenTrail(system, asked, who, { once, writeRefusal }),
    async refused(asked, error) {
      if (error instanceof Refused) await writeRefusal(asked, error.who);
    },
    ofSystem: (workspace) => systemTrail(system, workspace),
  };
}

/** What the program itself does in a workspace: each change has an entry of its own. */
export function systemTrail(system: System, workspace: string): Trail {
  const who: Who = { workspace, actor: { kind: "system", id: "system", name: "" } };
  return {
    async note(db, change, as) {
      const entry = entryOf(system, null, { ...who, ...as });
      await writeEntry(db, entry, { ...change, place: 0 });
    },
    begin: async () => undefined,
    about: () => undefined,
  };
}

interface Writing {
  once(request: FastifyRequest, entry: Entry, about: Change | null): Promise<void>;
  writeRefusal(asked: Asked, who: Who): Promise<void>;
}

/** The trail of one request. */
class OpenTrail implements RequestTrail {
  readonly #system: System;
  readonly #asked: Asked;
  readonly #who: Who | null;
  readonly #writing: Writing;
  readonly #instant: Date;
  readonly #noted = new Set<string>();
  #begun: Entry | null = null;
  #about: Parameters<Trail["about"]>[0] = {};

  constructor(system: System, asked: Asked, who: Who | null, writing: Writing) {
    this.#system = system;
    this.#instant = system.now();
    this.#asked = asked;
    this.#who = who;
    this.#writing = writing;
  }

  async note(db: Database, change: Change, as?: Partial<Who>): Promise<void> {
    const known = `${change.kind} ${change.id}`;
    if (this.#noted.has(known)) return;
    this.#noted.add(known);
    await writeEntry(db, this.#begun ?? this.#entry(as), { ...change, place: this.#noted.size });
  }

  async begin(change: Change): Promise<void> {
    const entry = { ...this.#entry(), outcome: "unfinished" as const };
    await writeEntry(this.#system.db, entry, { ...change, place: 0 });
    this.#begun = entry;
  }

  about(read: Parameters<Trail["about"]>[0]): void {
    this.#about = read;
  }

  async answered(answer: unknown): Promise<void> {
    if (this.#begun) return this.#finish(this.#begun);
    if (auditsOf(this.#asked.endpoint) !== "read") return;
    const who = this.#about.who ?? this.#who;
    // Nobody came in, as by a link that is over.
    if (!who) return;
    const count = this.#about.count ?? countOf(answer);
    // Nobody was seen.
    if (count === 0) return;
    const { kind, id } = this.#about;
    const about = kind && id ? { kind, id } : subjectOf(this.#asked);
    await this.#writing.once(this.#asked.request, { ...this.#entry(who), count }, about);
  }

  async failed(error: unknown): Promise<void> {
    if (!(error instanceof ProblemError)) return;
    if (error.status === 403 && this.#who) await this.#writing.writeRefusal(this.#asked, this.#who);
    if (this.#begun && error.status < 500) await withdrawEntry(this.#system.db, this.#begun);
  }

  async #finish(entry: Entry): Promise<void> {
    try {
      await finishEntry(this.#system.db, entry);
    } catch (error) {
      // It was done; the entry says that it was begun.
      this.#system.log.error({ err: error, reqId: entry.id }, "an entry of the audit log stays unfinished");
    }
  }

  #entry(as?: Partial<Who>): Entry {
    const who = { ...this.#who, ...as };
    if (!who.actor) throw new Error(`${this.#asked.name} changes something, and does not say who does.`);
    return { ...entryOf(this.#system, this.#asked, { workspace: "", ...who, actor: who.actor }), at: this.#instant };
  }
}

function entryOf(system: System, asked: Asked | null, { workspace, actor }: Who): Entry {
  return {
    workspace,
    id: asked?.request.id ?? uuidv7(),
    at: system.now(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.kind === "key" ? actor.name : "",
    what: asked?.name ?? "system",
    outcome: "done",
    address: asked ? networkOf(asked.request.ip) : "",
  };
}

/** What the address names. What was refused may name anything, so only what looks like an id is kept. */
function subjectOf({ endpoint, request }: Asked, isRefused = false): Change | null {
  const kind = kindOfPath(endpoint.path);
  const { id } = request.params as { id?: unknown };
  return kind && typeof id === "string" && (!isRefused || isId(id) || /^\d{1,20}$/.test(id)) ? { kind, id } : null;
}

/** How many things an answer holds, of one that is a list. */
function countOf(answer: unknown): number | null {
  if (typeof answer !== "object" || answer === null || !("items" in answer)) return null;
  return Array.isArray(answer.items) ? answer.items.length : null;
}

/** What makes two requests the same: who asks from where, and for what. A tail that is followed is one request. */
function keyOf(request: FastifyRequest, { workspace, actorId, what, outcome, address }: Entry): string {
  const { after: _, ...query } = (request.query ?? {}) as Record<string, unknown>;
  return JSON.stringify([workspace, actorId, what, outcome, address, request.params, query, request.body ?? null]);
}
