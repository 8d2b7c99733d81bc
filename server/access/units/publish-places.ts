import type { Analytics } from "../../platform/analytics/analytics.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { send, type Topic, unsend } from "../../platform/outbox/outbox.ts";
import { readTree, wayTo } from "./tree.ts";
import { units } from "./units.tables.ts";

const TOPIC = "publish_units";
/** The topic under which is told that queries find units in other places than before. */
export const UNITS_PLACED = "units_placed";
const TREE = "tree";

/** The message that has the tree of a workspace brought to the event store, where queries look units up. */
export function placesOf(workspace: string) {
  return { workspace, topic: TOPIC, thing: TREE } as const;
}

export function sendPlaces(db: Database, workspace: string, now: Date): Promise<void> {
  return send(db, { ...placesOf(workspace), payload: {} }, now);
}

/** Has every tree brought to the event store again, after records were restored. */
export async function republishPlaces(db: Database, now: Date): Promise<void> {
  await unsend(db, TOPIC);
  const workspaces = await db.selectDistinct({ workspace: units.workspace }).from(units);
  for (const { workspace } of workspaces) await sendPlaces(db, workspace, now);
}

/** Brings the tree as it is at the time to the event store, over what stands there. */
export function publishPlaces({ db, analytics, now }: System): Topic {
  return {
    name: TOPIC,
    seconds: 60,
    async deliver({ workspace }, signal) {
      const tree = await readTree(db, workspace);
      const { known, last } = await whatStands(analytics, workspace);
      // A try that was given up may still be on its way; what comes later outdoes it.
      const version = String([last + 1n, BigInt(now().getTime())].reduce((most, each) => (each > most ? each : most)));
      const places = [...tree.values()].map(({ id, key, kind }) => {
        known.delete(key);
        const path = (wayTo(tree, id) ?? []).map((each) => each.key);
        return { workspace, unit: key, kind, path, gone: 0, version };
      });
      const gone = [...known].map((unit) => ({ workspace, unit, kind: "", path: [], gone: 1, version }));
      signal.throwIfAborted();
      if (places.length + gone.length === 0) return;
      await analytics.insert("unit_places", [...places, ...gone]);
      await send(db, { workspace, topic: UNITS_PLACED, thing: TREE, payload: {} }, now());
    },
  };
}

async function whatStands(analytics: Analytics, workspace: string) {
  const rows = await analytics.ask<{ unit: string; gone: number; version: string }>(
    sql`select unit, gone, version from unit_places final`,
    { tenant: wholeOf(workspace), upkeep: true },
  );
  const known = new Set(rows.flatMap(({ unit, gone }) => (Number(gone) === 0 ? [unit] : [])));
  const last = rows.reduce((most, { version }) => (BigInt(version) > most ? BigInt(version) : most), 0n);
  return { known, last };
}
