import type { FunnelAnswer } from "../../../contracts/understand/funnel.ts";
import { changeOf, marginWords, sampleWords, valueWords } from "../../charts/measure-words.ts";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";

const tones = { positive: "text-positive", negative: "text-negative", neutral: "text-muted" };

interface FunnelHeadlineProps {
  row: FunnelAnswer["rows"][number];
  /** In a tile, above what is drawn there. */
  isSmall?: boolean;
}

/** How many got through to the end, what became of that since, and how sure it is. */
export function FunnelHeadline({ row, isSmall = false }: FunnelHeadlineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const result = row.steps.at(-1)?.ofFirst;
  if (!result) return null;
  const change = row.comparison && !result.hidden ? changeOf(row.comparison, "share", format, t) : null;
  return (
    <div className={cx("-mt-2 flex flex-wrap items-baseline", isSmall ? "mb-3 gap-x-3" : "gap-x-4 gap-y-1")}>
      <span className="figures font-semibold text-2xl tracking-tight">{valueWords(result, "share", format)}</span>
      {change ? (
        <span className={cx("text-sm", tones[change.tone])}>
          {change.arrow ? <span aria-hidden>{change.arrow} </span> : null}
          {change.words}
        </span>
      ) : null}
      <span className="figures text-faint text-xs">
        {[marginWords(result, "share", format), sampleWords(result, undefined, format, t)].filter(Boolean).join(" · ")}
      </span>
    </div>
  );
}
