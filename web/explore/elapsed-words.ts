import type { Elapsed } from "../../contracts/understand/explore.ts";
import { useTranslation } from "../i18n/words.ts";
import { useFormat } from "../ui/format.ts";

/** How long it took, in words: "median 3 min, 9 in 10 within 2 hr". Empty where nobody took the way. */
export function useElapsedWords(): (elapsed: Elapsed) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ median, p90 }) => {
    if (median === null) return "";
    return p90 === null
      ? t("explore.medianWords", { median: format.duration(median) })
      : t("explore.elapsedWords", { median: format.duration(median), p90: format.duration(p90) });
  };
}
