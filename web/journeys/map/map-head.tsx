import { Link2, Unlink } from "lucide-react";
import { stepKindOf } from "../../../contracts/words/step-kinds.ts";
import { MarkCount } from "../../charts/marks/mark-count.tsx";
import { useMarkSource } from "../../charts/marks/marks.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DropPlace } from "../document/map-draft.ts";
import { EditableHead } from "./map-head-edit.tsx";
import { useMap } from "./map-model.ts";
import { StepDeviations } from "./step-deviations.tsx";

/** Phases, and under them their steps with the touchpoint each one is bound to. */
export function MapHead({ drop }: { drop: DropPlace | null }) {
  const { t } = useTranslation();
  const { document, columns, touchpoints, isEditing } = useMap();
  const { marks } = useMarkSource().useMarks();
  const marksAt = (touchpoint: string) => marks.filter(({ place }) => place?.id === touchpoint);
  if (isEditing) return <EditableHead drop={drop} />;
  return (
    <thead>
      <tr>
        <th className="map-corner" rowSpan={2} style={{ borderBottom: "1px solid var(--color-line)" }}>
          <span className="sr-only">{t("journey.lanes")}</span>
        </th>
        {document.phases.map((phase) => (
          <th key={phase.id} scope="colgroup" colSpan={Math.max(1, phase.steps.length)} className="map-phase">
            <span className="flex h-9 items-center gap-2 px-2.5 font-medium text-muted text-xs">
              <span className="line-clamp-2 min-w-0 break-words leading-4" title={phase.name}>
                {phase.name}
              </span>
            </span>
          </th>
        ))}
      </tr>
      <tr>
        {columns.map(({ phase, step }) => {
          if (!step)
            return (
              <th key={phase.id} scope="col" className="map-step px-2.5 py-2 text-faint text-xs">
                {t("journey.noSteps")}
              </th>
            );
          const touchpoint = step.touchpointId ? touchpoints.get(step.touchpointId) : undefined;
          return (
            <th key={step.id} scope="col" className="map-step px-2.5 py-2">
              <span className="line-clamp-2 break-words font-semibold text-base leading-5">{step.name}</span>
              {stepKindOf(step) === "forward" ? null : (
                <span className="mt-0.5 block font-normal text-muted text-xs leading-4">
                  {t(`journey.kind_${stepKindOf(step)}`)}
                </span>
              )}
              <span
                className="mt-0.5 line-clamp-3 hyphens-auto break-words text-faint text-xs leading-4"
                title={touchpoint?.name}
              >
                {step.touchpointId ? (
                  <Link2 className="me-[3px] inline size-2.5 align-[-0.0625em]" aria-hidden />
                ) : (
                  <Unlink className="me-[3px] inline size-2.5 align-[-0.0625em]" aria-hidden />
                )}
                {step.touchpointId ? (touchpoint?.name ?? t("journey.bound")) : t("journey.unbound")}
              </span>
              {step.touchpointId ? <MarkCount of={step.name} marks={marksAt(step.touchpointId)} /> : null}
              <StepDeviations step={step} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
