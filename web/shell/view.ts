import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { QuestionInput } from "../../contracts/metrics.ts";
import { useSession } from "../identity/session.ts";
import { type Compare, type Days, readView, resolveDays, type ViewSearch } from "./period.ts";

export interface View {
  search: ViewSearch;
  days: Days;
  compare: Compare;
  timezone: string;
  /** The same as parts of a question to the API. */
  question: Pick<QuestionInput, "period" | "compare" | "timezone">;
  set: (change: ViewSearch) => void;
}

/** The period, comparison and time zone of the page, from the address. */
export function useView(): View {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { workspace } = useSession();
  const { period, from, to, compare: chosen, tz } = readView(raw);
  return useMemo(() => {
    const search: ViewSearch = { period, from, to, compare: chosen, tz };
    const timezone = tz ?? workspace.timezone;
    const days = resolveDays(search, new Date(), timezone);
    const compare = chosen ?? "previous";
    const against = { previous: "previous_period", year: "previous_year", none: undefined } as const;
    return {
      search,
      days,
      compare,
      timezone,
      question: { period: days, compare: against[compare], timezone },
      set(change) {
        void navigate({ to: ".", search: (before: object) => ({ ...before, ...change }), replace: false });
      },
    };
  }, [period, from, to, chosen, tz, workspace.timezone, navigate]);
}
