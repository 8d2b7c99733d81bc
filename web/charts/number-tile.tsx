import type { ReactNode } from "react";
import type { Comparison, Definition, Measured } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import { cx } from "../ui/class-names.ts";
import { type Unit, useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { DefinitionPopover } from "./definition-popover.tsx";
import { changeOf, marginWords, sampleWords, valueWords } from "./measure-words.ts";
import type { SeriesPoint } from "./points.ts";
import { Sparkline } from "./sparkline.tsx";

export interface NumberTileProps {
  title: string;
  unit: Unit;
  result: Measured;
  comparison?: Comparison;
  /** Of the halves of the period, in place of a comparison that there is too little for. */
  inside?: Comparison | undefined;
  definition?: Definition;
  /** What exactly was measured: the wording and scale of the query, the filter. */
  basis?: string;
  series?: readonly SeriesPoint[];
  /** Opens what is behind the number. */
  onOpen?: () => void;
  /** Beside the title: a menu. */
  actions?: ReactNode;
  /** Under the number: `StackedShare`. */
  children?: ReactNode;
}

const tones = { positive: "text-positive", negative: "text-negative", neutral: "text-muted" };

/** A number that never stands alone: with its change, its margin, its n, its definition and the way to what is behind. */
export function NumberTile(props: NumberTileProps) {
  const { title, unit, result, comparison, inside, definition, basis, series, onOpen, actions, children } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const change = comparison && !result.hidden ? changeOf(inside ?? comparison, unit, format, t) : null;
  const margin = marginWords(result, unit, format);
  const sample = sampleWords(result, definition?.minimumN, format, t);
  // With parts under the number, one line serves both, so that tiles of a row stay one height.
  const shared = children ? basis : undefined;
  const nothing = result.value === null || result.hidden;
  return (
    <article className="group relative flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4 transition-colors has-[[data-opens]:hover]:border-edge">
      <header className="flex items-center gap-1.5">
        <h2 className="min-w-0 truncate font-medium text-muted text-sm">
          {onOpen ? (
            <button
              type="button"
              data-opens=""
              onClick={onOpen}
              className="max-w-full truncate rounded-md text-start after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
            >
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        <span className="relative z-10 flex items-center">
          {definition ? <DefinitionPopover definition={definition} /> : null}
        </span>
        <span className="relative z-10 ms-auto flex items-center">{actions}</span>
      </header>
      <div className="mt-1.5 flex items-end justify-between gap-3">
        <p className={cx("figures font-semibold text-2xl tracking-tight", nothing && "text-faint")}>
          {valueWords(result, unit, format)}
        </p>
        {series && !nothing ? (
          <Sparkline points={series} label={t("chart.trendOf", { name: title })} className="mb-1 h-8 w-28 shrink" />
        ) : null}
      </div>
      {comparison ? (
        <p className={cx("mt-1 min-h-5 text-sm", change ? tones[change.tone] : "")}>
          {change?.arrow ? (
            <span aria-hidden className="me-1 text-xs">
              {change.arrow}
            </span>
          ) : null}
          {change && inside ? t("chart.inside", { words: change.words }) : change?.words}
        </p>
      ) : null}
      <p title={shared} className={cx("figures mt-1 text-faint text-xs", shared && "relative z-10 line-clamp-2")}>
        {[margin, sample, shared].filter(Boolean).join(" · ")}
      </p>
      {basis && !shared ? (
        <p title={basis} className="relative z-10 mt-0.5 line-clamp-2 text-faint text-xs">
          {basis}
        </p>
      ) : null}
      {children ? <div className="relative z-10">{children}</div> : null}
    </article>
  );
}

/** The same size as the tile that is on its way. */
export function NumberTileSkeleton() {
  return (
    <div aria-hidden className="flex flex-col rounded-lg border border-line bg-surface p-4">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="mt-3 h-7 w-20" />
      <Skeleton className="mt-3 h-4 w-36" />
      <Skeleton className="mt-2 h-3 w-24" />
    </div>
  );
}
