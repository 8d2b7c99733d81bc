import { ArrowDownRight, OctagonX, Target, TrendingDown } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type Finding, findingsOf } from "./findings.ts";
import { useLaneName } from "./lane-label.tsx";
import { signed } from "./lane-scores.tsx";
import { useMap } from "./map-model.ts";
import { cellKey } from "./map-search.ts";

const icons = { loss: ArrowDownRight, failure: OctagonX, gap: Target, worse: TrendingDown };

/** What the map says when it is read for the first time; each leads to its cell. */
export function MapFindings({ onOpen }: { onOpen: (cell: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { document, numbers, isWaiting } = useMap();
  const laneName = useLaneName();
  const found = findingsOf(document, numbers).slice(0, 4);
  // The place is kept, so that the map does not jump when the numbers come.
  if (isWaiting && numbers.size === 0)
    return (
      <div className="mb-4 flex gap-2">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-8 w-56 max-sm:hidden" />
      </div>
    );
  if (found.length === 0) return null;

  function wordsOf(finding: Finding): string {
    const step = finding.stepName;
    switch (finding.kind) {
      case "loss":
        return t("journey.foundLoss", { from: finding.from, step, share: format.percent(finding.share) });
      case "failure":
        return t("journey.foundFailure", { from: finding.from, step, share: format.percent(finding.share) });
      case "gap":
        return t("journey.foundGap", { step, gap: signed(finding.gap, format) });
      case "worse": {
        const lane = document.lanes.find(({ id }) => id === finding.lane);
        const unit = finding.of === "nps" ? "points" : "score";
        return t("journey.foundWorse", {
          lane: lane ? laneName(lane) : "",
          step,
          size: unit === "score" ? format.decimal(Math.abs(finding.delta)) : format.difference(finding.delta, unit),
        });
      }
    }
  }

  return (
    <ul aria-label={t("journey.findings")} className="mb-4 flex flex-wrap gap-2">
      {found.map((finding) => {
        const Icon = icons[finding.kind];
        return (
          <li key={finding.kind + finding.lane + finding.step} className="min-w-0">
            <button
              type="button"
              onClick={() => onOpen(cellKey(finding.step, finding.lane))}
              className="flex min-h-8 max-w-full items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1 text-start text-sm transition-colors hover:bg-hover"
            >
              <Icon className="size-3.5 shrink-0 text-negative" aria-hidden />
              <span className="min-w-0">{wordsOf(finding)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
