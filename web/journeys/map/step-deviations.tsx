import { RotateCcw, SkipForward } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { Badge } from "../../ui/badge.tsx";
import { useFormat } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Step } from "../document/document.ts";
import { useMap } from "./map-model.ts";

/** In the head of a step, while the observed lies over the map: how many skipped it, and how many came back to it. */
export function StepDeviations({ step }: { step: Step }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { observed } = useMap();
  if (!observed || !step.touchpointId) return null;
  if (observed.isWaiting && observed.steps.size === 0) return <Skeleton className="mt-1.5 h-5 w-20" />;
  const found = observed.steps.get(step.id);
  const skipped = found?.skipped?.people ?? 0;
  const repeated = found?.repeated?.people ?? 0;
  if (skipped + repeated === 0) return null;
  return (
    <span className="mt-1.5 flex flex-wrap gap-1">
      {skipped > 0 ? (
        <Badge tone="warning" icon={<SkipForward className="size-3 shrink-0" aria-hidden />}>
          {t("journey.observed.skippedBadge", { n: format.compact(skipped) })}
        </Badge>
      ) : null}
      {repeated > 0 ? (
        <Badge icon={<RotateCcw className="size-3 shrink-0" aria-hidden />}>
          {t("journey.observed.repeatedBadge", { n: format.compact(repeated) })}
        </Badge>
      ) : null}
    </span>
  );
}
