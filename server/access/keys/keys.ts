import { and, asc, count, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Key } from "../../../contracts/access/access.ts";
import { type Permission, permissionNames, writeKeyPermissions } from "../../../contracts/words/permissions.ts";
import { changedFields } from "../../platform/audit.ts";
import type { Context } from "../../platform/context.ts";
import { isId } from "../../platform/db/record-id.ts";
import { forgetUses, replaceUses } from "../../platform/db/uses.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { hashSecret, randomSecret } from "../../platform/secrets.ts";
import { unitUses, withdrawInvitations } from "../workspaces/workspaces.ts";
import { keys } from "./keys.tables.ts";

export { createKeyRing, type KeyRing, type KnownKey, presentedKey } from "./recognise-key.ts";

const MOST_KEYS = 500;
/** Enough of the random part to tell keys apart, far too little to guess the rest. */
const SHOWN = 6;

export interface NewKey {
  name: string;
  kind: "write" | "api";
  scopes?: Permission[];
  isTest?: boolean;
  /** Ids of the units it sees; the whole workspace when absent. */
  units?: string[] | null;
  expiresAt?: string | Date;
}

/**
 * Creates a key of the workspace. It never holds more than its creator does at that moment, and it stays when a person who
 * made it leaves: programs depend on it, so an admin revokes it by hand. One made with a key that expires ends with that
 * key at the latest, and with it when no expiry is named.
 *
 * @throws 400 for a unit that is not there, 403 for a scope the creator does not hold, 400 for an expiry in the past or behind that of the key it is made
 * with, 409 `too_many_keys`
 */
export async function createKey(ctx: Context, input: NewKey): Promise<{ key: Key; secret: string }> {
  const scopes = scopesOf(ctx, input);
  const now = ctx.now();
  const expiresAt = expiryOf(ctx, input, now);
  const units = unitsOf(input);
  const [existing] = await ctx.db.select({ n: count() }).from(keys).where(eq(keys.workspace, ctx.workspace.id));
  if ((existing?.n ?? 0) >= MOST_KEYS) throw problem("too_many_keys", { most: MOST_KEYS });
  const start = `tl_${input.kind}_`;
  const secret = start + randomSecret();
  const row = {
    workspace: ctx.workspace.id,
    id: uuidv7(),
    name: input.name,
    kind: input.kind,
    prefix: secret.slice(0, start.length + SHOWN),
    hash: hashSecret(secret),
    scopes,
    isTest: input.isTest ?? false,
    units,
    createdBy: ctx.actor.id,
    createdAt: now,
    expiresAt,
    lastUsedAt: null,
  };
  await ctx.db.transaction(async (db) => {
    await replaceUses(ctx, db, { kind: "key", id: row.id }, [{ id: row.id, name: row.name, uses: unitUses(units) }]);
    await db.insert(keys).values(row);
    const until = expiresAt?.toISOString() ?? null;
    const told = { kind: row.kind, scopes, isTest: row.isTest, ...(units ? { units } : {}), expiresAt: until };
    const fields = changedFields({}, told, ["kind", "scopes", "isTest", "units", "expiresAt"]);
    await ctx.trail.note(db, { kind: "key", id: row.id, name: row.name, fields });
  });
  return { key: toKey(row), secret };
}

function expiryOf(ctx: Context, input: NewKey, now: Date): Date | null {
  const latest = ctx.until ?? null;
  if (input.expiresAt === undefined) return latest;
  const expiresAt = new Date(input.expiresAt);
  if (expiresAt <= now) throw problem("expired_already", { path: "expiresAt" });
  if (latest && expiresAt > latest) {
    throw problem("expires_too_late", { path: "expiresAt", instant: latest.toISOString() });
  }
  return expiresAt;
}

function scopesOf(ctx: Context, input: NewKey): Permission[] {
  if (input.kind === "write") {
    if (input.scopes) throw problem("scopes_not_taken");
    if (!writeKeyPermissions.every((permission) => ctx.can(permission))) throw exceeds("a write key");
    return [...writeKeyPermissions];
  }
  const held = permissionNames.filter((permission) => ctx.can(permission));
  const beyond = input.scopes?.find((permission) => !held.includes(permission));
  if (beyond) throw exceeds(beyond);
  return input.scopes ? held.filter((permission) => input.scopes?.includes(permission)) : held;
}

/** What only sends sees nothing. */
function unitsOf({ kind, units = null }: NewKey): string[] | null {
  if (kind === "write" && units) throw problem("units_not_taken");
  return units;
}

function exceeds(what: string) {
  return problem("key_beyond_creator", { what });
}

export async function listKeys(ctx: Context): Promise<Key[]> {
  const rows = await ctx.db.select().from(keys).where(eq(keys.workspace, ctx.workspace.id)).orderBy(asc(keys.id));
  return rows.map(toKey);
}

/** Links that somebody was invited by with the key open nothing any more. @throws 404 */
export async function deleteKey(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(keys)
      .where(and(eq(keys.workspace, ctx.workspace.id), eq(keys.id, id)))
      .returning({ name: keys.name });
    if (!gone) throw notFound();
    await forgetUses(ctx, tx, { kind: "key", id });
    await withdrawInvitations(ctx, tx, id);
    await ctx.trail.note(tx, { kind: "key", id, name: gone.name });
  });
}

function toKey(row: Omit<typeof keys.$inferSelect, "hash" | "createdBy" | "workspace">): Key {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    prefix: row.prefix,
    scopes: row.scopes,
    isTest: row.isTest,
    units: row.units,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
