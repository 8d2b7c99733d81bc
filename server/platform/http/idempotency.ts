import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { and, eq, isNull, lt, or, type SQL } from "drizzle-orm";
import type { FastifyRequest } from "fastify";
import type { Endpoint } from "../../../contracts/endpoint.ts";
import type { RecordsSystem } from "../context.ts";
import type { Database } from "../db/database.ts";
import type { Job } from "../queue/job.ts";
import { isStoreAway } from "../store-away.ts";
import { idempotencyKeys } from "./idempotency.tables.ts";
import { type ProblemError, problem } from "./problem.ts";

/** How often it is tried to keep what became of a request. */
const INSISTENCE = 5;
/** A key is remembered this long. */
const REMEMBERED_MILLISECONDS = 24 * 60 * 60 * 1000;
/** An execution that has not answered by then was killed; the same request may then be executed again. */
const CLAIM_MILLISECONDS = 60_000;
/** How long a repeat waits for the first request to be answered. */
const PATIENCE_MILLISECONDS = 5000;

/** Who asks: a key means something only to the actor who sent it, in the workspace it was sent to. */
export interface Asker {
  db: Database;
  workspace: string;
  actor: string;
  now(): Date;
}

export interface Once {
  /** The answer as JSON text. */
  answer: string;
  /** Whether it was given before and nothing was done now. */
  replayed: boolean;
}

type Row = typeof idempotencyKeys.$inferSelect;

/** The key of a request, undefined without one. @throws 400 `invalid_idempotency_key` */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const header = request.headers["idempotency-key"];
  if (header === undefined) return undefined;
  if (typeof header === "string" && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  throw problem("invalid_idempotency_key");
}

/**
 * Executes a request unless it was executed before under this key. An execution that fails forgets its key, so that it
 * can be tried again. One whose process was killed counts as not executed after a minute: what it did before the kill
 * may then be done twice.
 *
 * @throws 409 `idempotency_key_reused` for another request, `idempotency_key_in_use` while the first one runs,
 * `already_done` where the answer held a secret, which is not kept
 */
export async function once(
  asker: Asker,
  endpoint: Endpoint,
  key: string,
  request: FastifyRequest,
  execute: () => Promise<string>,
): Promise<Once> {
  const name = `${endpoint.method} ${endpoint.path}`;
  const { db, workspace, actor } = asker;
  const mine = { workspace, actor, endpoint: name, key };
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([request.url, request.body ?? null]))
    .digest("base64url");
  // Patience is measured by the machine's clock: it waits for real.
  const until = performance.now() + PATIENCE_MILLISECONDS;
  for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
    const claim = randomUUID();
    await forget(asker, mine);
    const claimed = await db
      .insert(idempotencyKeys)
      .values({ ...mine, fingerprint, claim, claimedAt: asker.now() })
      .onConflictDoNothing()
      .returning({ claim: idempotencyKeys.claim });
    if (claimed.length > 0) return { answer: await settle(asker, mine, claim, endpoint, execute), replayed: false };
    const [first] = await db.select().from(idempotencyKeys).where(isKey(mine));
    // Failed in between: its key is free again.
    if (!first) continue;
    const answer = answerOf(first, fingerprint);
    if (answer !== undefined) return { answer, replayed: true };
    if (performance.now() > until) throw inUse();
    await wait(pause);
  }
}

export function forgetKeysJob({ db, now }: RecordsSystem): Job {
  return { name: "http.forget-keys", every: 60 * 60, run: () => forgetIdempotencyKeys(db, now()) };
}

/** Removes what is remembered no longer. */
export async function forgetIdempotencyKeys(db: Database, now: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.claimedAt, before(now, REMEMBERED_MILLISECONDS)));
}

type Key = Pick<Row, "workspace" | "actor" | "endpoint" | "key">;

function isKey({ workspace, actor, endpoint, key }: Key): SQL | undefined {
  return and(
    eq(idempotencyKeys.workspace, workspace),
    eq(idempotencyKeys.actor, actor),
    eq(idempotencyKeys.endpoint, endpoint),
    eq(idempotencyKeys.key, key),
  );
}

function before(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds);
}

async function forget(asker: Asker, key: Key): Promise<void> {
  const now = asker.now();
  const old = lt(idempotencyKeys.claimedAt, before(now, REMEMBERED_MILLISECONDS));
  const killed = and(
    isNull(idempotencyKeys.answeredAt),
    lt(idempotencyKeys.claimedAt, before(now, CLAIM_MILLISECONDS)),
  );
  await asker.db.delete(idempotencyKeys).where(and(isKey(key), or(old, killed)));
}

async function settle(
  { db, now }: Asker,
  key: Key,
  claim: string,
  endpoint: Endpoint,
  execute: () => Promise<string>,
): Promise<string> {
  const held = and(isKey(key), eq(idempotencyKeys.claim, claim));
  let answer: string;
  try {
    answer = await execute();
  } catch (error) {
    await insist(() => db.delete(idempotencyKeys).where(held));
    throw error;
  }
  const kept = endpoint.answersSecret ? null : answer;
  await insist(() => db.update(idempotencyKeys).set({ answeredAt: now(), answer: kept }).where(held));
  return answer;
}

/** A connection may end just here: another one keeps what a repeat would ask for. */
async function insist(write: () => Promise<unknown>): Promise<void> {
  for (let tries = INSISTENCE; ; tries -= 1) {
    try {
      await write();
      return;
    } catch (error) {
      if (tries === 1 || !isStoreAway(error)) throw error;
      await wait(50);
    }
  }
}

/** What the first request was answered, undefined while it runs. */
function answerOf(first: Row, fingerprint: string): string | undefined {
  if (first.fingerprint !== fingerprint) throw problem("idempotency_key_reused");
  if (first.answeredAt === null) return undefined;
  if (first.answer === null) throw problem("already_done");
  return first.answer;
}

function inUse(): ProblemError {
  return problem("idempotency_key_in_use");
}
