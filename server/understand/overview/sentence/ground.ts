import type { Query } from "../../../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../../../contracts/understand/overview.ts";
import { parseField } from "../../../../contracts/words/fields.ts";
import { kindBreakdown, kindOfBreakdown } from "../../../../contracts/words/units.ts";
import { isPersonal } from "../../../../rules/names-people.ts";
import { segmentOfBreakdown } from "../../../../rules/segments-in.ts";
import { listUnits } from "../../../access/units/units.ts";
import type { Context } from "../../../platform/context.ts";
import { TOUCHPOINT_BREAKDOWN } from "../../metrics/metrics.ts";
import { both } from "./tile-numbers.ts";

/** Fields that a change is looked for in. */
const MOST_FIELDS = 8;
const MOST_KINDS = 3;

/** Where a change may come from. */
export interface Ground {
  fields: readonly string[];
  nameOf: (by: string, group: string) => string;
}

interface Given {
  tiles: readonly MetricTile[];
  touchpoints: readonly { id: string; name: string }[];
  isAtTouchpoint: boolean;
}

/** Channels, touchpoints, units by their kinds, and what the team itself breaks numbers down by on its tiles. */
export async function groundOf(ctx: Context, { tiles, touchpoints, isAtTouchpoint }: Given): Promise<Ground> {
  const units = await listUnits(ctx);
  const kinds = new Map<string, number>();
  for (const { kind } of units) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  // The coarsest first.
  const coarse = [...kinds].sort((a, b) => a[1] - b[1]).slice(0, MOST_KINDS);
  const fields = [
    "channel",
    ...(isAtTouchpoint || touchpoints.length === 0 ? [] : [TOUCHPOINT_BREAKDOWN]),
    ...coarse.map(([kind]) => kindBreakdown("unit", kind)),
    ...tiles.flatMap(({ query }) => query.breakdowns).filter(tellsGroups),
  ];
  const names = new Map([
    ...touchpoints.map(({ id, name }) => [`${TOUCHPOINT_BREAKDOWN}:${id}`, name] as const),
    ...units.map(({ key, name, kind }) => [`${kindBreakdown("unit", kind)}:${key}`, name] as const),
  ]);
  return {
    fields: [...new Set(fields)].slice(0, MOST_FIELDS),
    nameOf: (by, group) => names.get(`${by}:${group}`) ?? group,
  };
}

/** Whether it names groups and not customers. */
function tellsGroups(name: string): boolean {
  if (name === "group_id" || name === TOUCHPOINT_BREAKDOWN) return false;
  if (segmentOfBreakdown(name) !== undefined || kindOfBreakdown(name)) return true;
  return !isPersonal(parseField(name));
}

/** A query about one group of what it was about. */
export function narrowedTo(query: Query, { by, group }: { by: string; group: string }): Query {
  if (by === TOUCHPOINT_BREAKDOWN) return { ...query, touchpointId: group };
  const segment = segmentOfBreakdown(by);
  const field = kindOfBreakdown(by)?.name ?? by;
  const filter = both(query.filter, segment === undefined ? { field, op: "eq", value: group } : { segment });
  return { ...query, ...(filter ? { filter } : {}) };
}
