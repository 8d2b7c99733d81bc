import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Condition } from "../../contracts/log/conditions.ts";
import type { QueryInput } from "../../contracts/understand/metrics.ts";
import { useSession } from "../session/session.ts";
import { type Compare, type Days, readView, resolveDays, type ViewSearch } from "./period.ts";

/** Stands for "no segment" in a choice of segments; no id is empty. */
export const EVERYONE = "";

export interface View {
  search: ViewSearch;
  days: Days;
  compare: Compare;
  timezone: string;
  /** The same as parts of a query to the API. */
  query: Pick<QueryInput, "period" | "compare" | "timezone">;
  /** The filter of a query under the audience of the page, beside the query's own. */
  among: (filter?: Condition) => Condition | undefined;
  set: (change: ViewSearch) => void;
}

/** The period, comparison, time zone and customers of the page, from the address. */
export function useView(): View {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { workspace } = useSession();
  const { period, from, to, compare: chosen, tz, segment } = readView(raw);
  return useMemo(() => {
    const search: ViewSearch = { period, from, to, compare: chosen, tz, segment };
    const timezone = tz ?? workspace.timezone;
    const days = resolveDays(search, new Date(), timezone);
    const compare = chosen ?? "previous";
    const against = { previous: "previous_period", year: "previous_year", none: undefined } as const;
    return {
      search,
      days,
      compare,
      timezone,
      query: { period: days, compare: against[compare], timezone },
      among: (filter) => narrowed(segment, filter),
      set(change) {
        void navigate({ to: ".", search: (before: object) => ({ ...before, ...change }), replace: false });
      },
    };
  }, [period, from, to, chosen, tz, segment, workspace.timezone, navigate]);
}

/** No deeper than it has to be: a condition has so many levels only. */
function narrowed(segment: string | undefined, filter: Condition | undefined): Condition | undefined {
  if (segment === undefined || filter === undefined) return segment === undefined ? filter : { segment };
  return { all: [{ segment }, ...("all" in filter ? filter.all : [filter])] };
}
