import { createHmac } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { RecordsSystem } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isOneOf, partsOf } from "../../platform/db/many-rows.ts";
import { noteErased } from "./erased-version.ts";
import { type Left, tombstones } from "./tombstones.tables.ts";

export { noteErased, readErasedVersion } from "./erased-version.ts";
export { readTombstoneList, writeTombstoneList } from "./tombstone-list.ts";
export type { Left } from "./tombstones.tables.ts";

/** Identifiers whose marks are remembered: the same few people send most of what arrives. */
const MOST_REMEMBERED = 50_000;
const ROWS_AT_ONCE = 1000;

/** When, in milliseconds since 1970, and what was left of it. */
interface Erased {
  erasedAt: number;
  left: Left;
}

/** Who was erased, and when. */
export interface Tombstones {
  /** Nobody ever was: the usual case, in which it must cost nothing to ask. */
  isEmpty(): boolean;
  /** When the identifier was erased, in milliseconds since 1970; 0 when it was not. As of the last look. */
  erasedAt(workspace: string, identifierKey: string): number;
  /** The same of many, as it stands in a transaction. */
  among(db: Database, workspace: string, identifierKeys: readonly string[]): Promise<Map<string, Erased>>;
  /** Marks identifiers as erased, and notes that; `look` once that is committed. */
  add(db: Database, workspace: string, identifierKeys: readonly string[], instant: Date, left: Left): Promise<void>;
  /** Looks at what this or another process has added. */
  look(): Promise<void>;
}

export function createTombstones({ db, log }: Pick<RecordsSystem, "db" | "log">, secret: string): Tombstones {
  const key = createHmac("sha256", secret).update("tombstones").digest();
  const madeWith = createHmac("sha256", key).update("made with").digest("hex").slice(0, 16);
  const markOf = (workspace: string, identifierKey: string) =>
    createHmac("sha256", key).update(`${workspace} ${identifierKey}`).digest("base64url");

  let marks = new Map<string, number>();
  const remembered = new Map<string, number>();

  function find(workspace: string, identifierKey: string): number {
    const name = workspace + identifierKey;
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const found = marks.get(workspace + markOf(workspace, identifierKey)) ?? 0;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(name, found);
    return found;
  }

  return {
    isEmpty: () => marks.size === 0,
    erasedAt: find,
    async among(tx, workspace, identifierKeys) {
      const byMark = new Map(identifierKeys.map((each) => [markOf(workspace, each), each]));
      const found = new Map<string, Erased>();
      for (const part of partsOf(byMark.keys(), ROWS_AT_ONCE)) {
        const rows = await tx
          .select({ mark: tombstones.mark, erasedAt: tombstones.erasedAt, left: tombstones.left })
          .from(tombstones)
          .where(and(eq(tombstones.workspace, workspace), isOneOf(tombstones.mark, part)));
        for (const row of rows)
          found.set(byMark.get(row.mark) ?? "", { erasedAt: row.erasedAt.getTime(), left: row.left });
      }
      return found;
    },
    async add(tx, workspace, identifierKeys, instant, left) {
      for (const keys of partsOf(identifierKeys, ROWS_AT_ONCE)) {
        const rows = keys.map((identifierKey) => ({
          ...{ workspace, mark: markOf(workspace, identifierKey), madeWith, erasedAt: instant, left },
        }));
        await tx
          .insert(tombstones)
          .values(rows)
          .onConflictDoUpdate({
            target: [tombstones.workspace, tombstones.mark],
            set: { erasedAt: sql`greatest(${tombstones.erasedAt}, excluded.erased_at)`, left: sql`excluded."left"` },
          });
      }
      await noteErased(tx);
    },
    async look() {
      const rows = await db
        .select({
          workspace: tombstones.workspace,
          mark: tombstones.mark,
          erasedAt: tombstones.erasedAt,
          by: tombstones.madeWith,
        })
        .from(tombstones);
      const unreadable = rows.filter(({ by }) => by !== madeWith).length;
      if (unreadable > 0)
        log.warn({ erased: unreadable }, "SECRET has changed: what was erased before cannot be recognised any more");
      marks = new Map(rows.map(({ workspace, mark, erasedAt }) => [workspace + mark, erasedAt.getTime()]));
      remembered.clear();
    },
  };
}
