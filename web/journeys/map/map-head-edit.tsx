import { Plus } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { IconButton } from "../../ui/button.tsx";
import { addPhase, addStep, canAddStep, maximumPhases } from "../document/document.ts";
import type { DropPlace } from "../document/map-draft.ts";
import { useMap } from "./map-model.ts";
import { PhaseHead } from "./phase-head.tsx";
import { EmptyPhaseHead, StepHead } from "./step-head.tsx";

/** The same two rows as when reading, with every name an input and every move and act beside it. */
export function EditableHead({ drop }: { drop: DropPlace | null }) {
  const { t } = useTranslation();
  const { document, columns, edit, announce } = useMap();
  const sideOf = (kind: DropPlace["kind"], id: string) =>
    drop && drop.kind === kind && drop.id === id ? drop.side : undefined;
  const lastPhase = document.phases.at(-1);

  return (
    <thead>
      <tr>
        <th className="map-corner" rowSpan={2} style={{ borderBottom: "1px solid var(--color-line)" }}>
          <span className="sr-only">{t("journey.lanes")}</span>
        </th>
        {document.phases.map((phase, index) => (
          <PhaseHead key={phase.id} phase={phase} index={index} drop={sideOf("phase", phase.id)} />
        ))}
        <th className="map-phase w-12">
          <span className="flex h-9 items-center justify-center">
            <IconButton
              size="sm"
              id="add-phase"
              label={t("journey.addPhase")}
              disabled={document.phases.length >= maximumPhases}
              icon={<Plus className="size-3.5" aria-hidden />}
              onClick={() => {
                const name = t("journey.newPhase");
                edit((before) => addPhase(before, before.phases.length, name));
                announce(t("journey.added", { name }));
              }}
            />
          </span>
        </th>
      </tr>
      <tr>
        {columns.map(({ phase, step }) =>
          step ? (
            <StepHead key={step.id} step={step} phase={phase} drop={sideOf("step", step.id)} />
          ) : (
            <EmptyPhaseHead key={phase.id} phase={phase} isTarget={drop?.kind === "empty" && drop.id === phase.id} />
          ),
        )}
        <th className="map-step w-12">
          <span className="flex justify-center pt-2">
            {lastPhase ? (
              <IconButton
                size="sm"
                label={t("journey.addStepTo", { phase: lastPhase.name })}
                disabled={!canAddStep(document, lastPhase)}
                icon={<Plus className="size-3.5" aria-hidden />}
                onClick={() => {
                  const name = t("journey.newStep");
                  edit((before) => addStep(before, lastPhase.id, lastPhase.steps.length, name));
                  announce(t("journey.added", { name }));
                }}
              />
            ) : null}
          </span>
        </th>
      </tr>
    </thead>
  );
}
