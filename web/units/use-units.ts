import { useQuery } from "@tanstack/react-query";
import type { Unit } from "../../contracts/access/units.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { wayTo } from "./unit-tree.ts";

interface KnownUnits {
  isPending: boolean;
  all: readonly Unit[];
  byId: ReadonlyMap<string, Unit>;
  /** Names from the top down to a unit. */
  wayOf: (id: string) => string;
}

/** The units the reader sees. */
export function useUnits(): KnownUnits {
  const { can } = useSession();
  const found = useQuery({ ...recordQueries("units").list(), enabled: can("units:read") });
  const all = found.data?.items ?? [];
  const byId = new Map(all.map((unit) => [unit.id, unit]));
  return {
    isPending: found.isPending,
    all,
    byId,
    wayOf: (id) =>
      wayTo(byId, id)
        .map(({ name }) => name)
        .join(" › "),
  };
}
