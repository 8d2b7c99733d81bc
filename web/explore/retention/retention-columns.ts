import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";

export interface ColumnNames {
  /** Above the column: "3", or "4–7" for a bracket. */
  short: (index: number) => string;
  /** "Week 3", "Weeks 4–7". */
  long: (index: number) => string;
}

/** How the columns of a retention are called. */
export function useColumnNames({
  kind,
  interval,
  brackets,
}: Pick<Draft<"retention">, "kind" | "interval" | "brackets">): ColumnNames {
  const { t } = useTranslation();
  const short = (index: number) => {
    if (kind !== "bracket" || index === 0) return String(index);
    const first = index === 1 ? 1 : (brackets[index - 2] ?? 0) + 1;
    const last = brackets[index - 1] ?? first;
    return first === last ? String(first) : `${first}–${last}`;
  };
  return { short, long: (index) => t(`explore.retention.nth_${interval}`, { n: short(index) }) };
}
