import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";
import { tooltip } from "../../ui/tooltip.tsx";
import type { Plot } from "../draw-trend.ts";
import { MarkPopover, useMarksInWords } from "./mark-list.tsx";
import { groupMarks, type MarkGroup, type PlacedMark } from "./place-marks.ts";

/** Over a chart over time: a hairline and a small sign on the axis for what is marked, a pale band for what lasted. */
export function MarkLayer({ placed, plot }: { placed: readonly PlacedMark[]; plot: Plot }) {
  const { xs, top, bottom } = plot;
  const bands = placed.filter(({ index, until }) => until > index);
  return (
    <div className="pointer-events-none absolute inset-0">
      {bands.map(({ mark, index, until }) => {
        const [from = 0, to = 0] = [xs[index], xs[until]];
        return (
          <span
            key={mark.id}
            aria-hidden
            className="absolute bg-muted/8"
            style={{ left: from, width: to - from, top, height: bottom - top }}
          />
        );
      })}
      {groupMarks(placed, xs).map((group) => (
        <MarkSign key={group.marks[0]?.id} group={group} plot={plot} />
      ))}
    </div>
  );
}

function MarkSign({ group: { x, marks }, plot: { top, bottom } }: { group: MarkGroup; plot: Plot }) {
  const { t } = useTranslation();
  const words = useMarksInWords(marks);
  const isOne = marks.length === 1;
  return (
    <span className="absolute" style={{ left: x, top, height: bottom - top }}>
      <span aria-hidden className="absolute inset-y-0 w-0 border-edge border-l border-dashed opacity-50" />
      <MarkPopover
        marks={marks}
        trigger={
          <button
            type="button"
            aria-label={`${t("chart.marks", { count: marks.length })}. ${words}`}
            {...tooltip(words)}
            className="group pointer-events-auto absolute -bottom-3 -left-3 flex size-6 items-center justify-center rounded-full"
          >
            <span
              aria-hidden
              className={cx(
                "figures flex items-center justify-center border border-muted bg-surface text-muted text-xs leading-none",
                "transition-colors group-hover:border-ink group-hover:bg-hover group-hover:text-ink",
                "group-data-popup-open:border-accent group-data-popup-open:bg-selected group-data-popup-open:text-accent-text",
                isOne ? "size-2 rotate-45 rounded-[1px]" : "h-4 min-w-4 rounded-full px-1",
              )}
            >
              {isOne ? null : Math.min(marks.length, 99)}
            </span>
          </button>
        }
      />
    </span>
  );
}
