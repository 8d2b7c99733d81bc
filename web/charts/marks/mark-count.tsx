import { Flag } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";
import { tooltip } from "../../ui/tooltip.tsx";
import { MarkPopover, useMarksInWords } from "./mark-list.tsx";
import type { Mark } from "./marks.ts";

interface MarkCountProps {
  marks: readonly Mark[];
  /** What they belong to, for who does not see where it stands. */
  of: string;
  /** Says the number with its word. */
  isLong?: boolean;
}

/** How many marks belong to something that has no axis of time, with the list one press away; nothing where there are none. */
export function MarkCount({ marks, of, isLong }: MarkCountProps) {
  const { t } = useTranslation();
  const words = useMarksInWords(marks);
  if (marks.length === 0) return null;
  const count = t("chart.marks", { count: marks.length });
  return (
    <MarkPopover
      marks={marks}
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`${of}: ${count}. ${words}`}
          {...tooltip(words)}
          className={cx(
            "inline-flex h-6 shrink-0 items-center gap-1 rounded-md text-muted text-xs hover:bg-hover hover:text-ink data-popup-open:bg-selected data-popup-open:text-accent-text",
            isLong ? "-ms-1.5 px-1.5" : "-ms-1 px-1",
          )}
        >
          <Flag className="size-3" aria-hidden />
          <span className="figures">{isLong ? count : marks.length}</span>
        </button>
      }
    />
  );
}
