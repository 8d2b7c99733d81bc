import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { FastifyRequest } from "fastify";
import type { Permission } from "../../../contracts/words/permissions.ts";
import { believed } from "../../platform/believed.ts";
import type { System } from "../../platform/context.ts";
import { hashSecret } from "../../platform/secrets.ts";
import { workspaces } from "../workspaces/workspaces.tables.ts";
import { keys } from "./keys.tables.ts";

/** How long another process may still believe a key that was revoked here, in ms. In this process it is none. */
const BELIEVED = 5_000;
/** How much longer while the records do not answer. */
const GRACE = 30_000;
const MOST_REMEMBERED = 5_000;
const USE_NOTED_EVERY = 60_000;
const SHAPE = /^tl_(?:api|write)_[A-Za-z0-9_-]{43}$/;

export interface KnownKey {
  id: string;
  name: string;
  kind: "write" | "api";
  scopes: readonly Permission[];
  /** What is sent with it is a test. */
  isTest: boolean;
  /** Ids of the units it sees; null for all of the workspace. */
  units: readonly string[] | null;
  workspace: { id: string; name: string; timezone: string; currency: string };
  /** Whether that is the workspace from which the whole system is kept. */
  home: boolean;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

export interface KeyRing {
  /** The key a secret opens; null when it is unknown, revoked or expired. Reads the store once in 5 s per key at most. */
  recognise(secret: string): Promise<KnownKey | null>;
  /** Drops what is remembered: after a key was revoked or a workspace changed. */
  forget(): void;
}

export function createKeyRing(system: System): KeyRing {
  // A key that is not there is asked for again.
  const known = believed({
    milliseconds: BELIEVED,
    grace: GRACE,
    most: MOST_REMEMBERED,
    read: (hash) => readKey(system, hash),
    keeps: (key) => key !== null,
  });
  return {
    async recognise(secret) {
      if (!SHAPE.test(secret)) return null;
      const key = await known.get(hashSecret(secret));
      const now = system.now();
      if (!key || (key.expiresAt && key.expiresAt <= now)) return null;
      noteUse(system, key, now);
      return key;
    },
    forget: () => known.forget(),
  };
}

async function readKey(system: System, hash: string): Promise<KnownKey | null> {
  const [row] = await system.db
    .select({
      key: keys,
      workspace: {
        id: workspaces.id,
        name: workspaces.name,
        timezone: workspaces.timezone,
        currency: workspaces.currency,
      },
      home: workspaces.home,
    })
    .from(keys)
    .innerJoin(workspaces, eq(workspaces.id, keys.workspace))
    .where(eq(keys.hash, hash));
  if (!row) return null;
  const { workspace, home } = row;
  const { id, name, kind, scopes, isTest, units, expiresAt, lastUsedAt } = row.key;
  return { id, name, kind, scopes, isTest, units, expiresAt, lastUsedAt, workspace, home };
}

function noteUse(system: System, key: KnownKey, now: Date): void {
  const due = new Date(now.getTime() - USE_NOTED_EVERY);
  if (key.lastUsedAt && key.lastUsedAt > due) return;
  key.lastUsedAt = now;
  system.db
    .update(keys)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(keys.workspace, key.workspace.id),
        eq(keys.id, key.id),
        or(isNull(keys.lastUsedAt), lt(keys.lastUsedAt, due)),
      ),
    )
    .then(
      () => undefined,
      (error: unknown) => system.log.warn({ err: error, key: key.id }, "the use of a key could not be noted"),
    );
}

/** The key a request brings in `Authorization`: as bearer, or as the user name of Basic. */
export function presentedKey(request: FastifyRequest): string | null {
  const [scheme = "", value = ""] = (request.headers.authorization ?? "").slice(0, 300).split(" ", 2);
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return null;
  const [name = ""] = Buffer.from(value, "base64").toString("latin1").split(":", 1);
  // Any other Basic name belongs to a proxy in front, which asks for a password of its own.
  return name.startsWith("tl_") ? name : null;
}
