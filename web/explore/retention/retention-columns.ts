import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";

export interface ColumnNames {
  /** Above the column: "3", or "4–7" for a bracket. */
  short: (at: number) => string;
  /** "Week 3", "Weeks 4–7". */
  long: (at: number) => string;
}

/** How the columns of a retention are called. */
export function useColumnNames({
  kind,
  interval,
  brackets,
}: Pick<Draft<"retention">, "kind" | "interval" | "brackets">): ColumnNames {
  const { t } = useTranslation();
  const short = (at: number) => {
    if (kind !== "bracket" || at === 0) return String(at);
    const first = at === 1 ? 1 : (brackets[at - 2] ?? 0) + 1;
    const last = brackets[at - 1] ?? first;
    return first === last ? String(first) : `${first}–${last}`;
  };
  return { short, long: (at) => t(`explore.retention.nth_${interval}`, { n: short(at) }) };
}
