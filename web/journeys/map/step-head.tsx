import { useDroppable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { stepKindOf, stepKinds } from "../../../contracts/words/step-kinds.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";
import { MenuChoice, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import {
  addStep,
  bindStep,
  canAddStep,
  type Phase,
  placeOf,
  removeStep,
  renameStep,
  type Step,
  setStepKind,
  shiftStep,
  stepsOf,
} from "../document/document.ts";
import { ArrangeMenu } from "./arrange-menu.tsx";
import { useMap } from "./map-model.ts";
import { focusHandle, focusNeighbour, MoveHandle } from "./move-handle.tsx";
import { NameInput } from "./name-input.tsx";
import { TouchpointPicker } from "./touchpoint-picker.tsx";

interface StepHeadProps {
  step: Step;
  phase: Phase;
  drop: "before" | "after" | undefined;
}

export function StepHead({ step, phase, drop }: StepHeadProps) {
  const { t } = useTranslation();
  const { document, edit, announce } = useMap();
  const target = useDroppable({ id: `step:${step.id}`, data: { kind: "step", id: step.id } });
  const { name } = step;
  const index = phase.steps.indexOf(step);

  function move(by: -1 | 1) {
    const next = shiftStep(document, step.id, by);
    if (next === document) return;
    edit(() => next);
    const place = placeOf(next, step.id);
    const position = stepsOf(next).findIndex(({ id }) => id === step.id) + 1;
    announce(
      t("journey.stepMoved", { name, phase: place?.phase.name ?? "", place: position, count: stepsOf(next).length }),
    );
    focusHandle(step.id);
  }

  function add(place: number) {
    edit((before) => addStep(before, phase.id, place, t("journey.newStep")));
    announce(t("journey.added", { name: t("journey.newStep") }));
  }

  return (
    <th ref={target.setNodeRef} scope="col" className="map-step px-1 py-1.5" data-drop={drop}>
      <span className="flex items-center gap-0.5">
        <MoveHandle
          kind="step"
          axis="across"
          id={step.id}
          name={name}
          label={t("journey.moveStep", { name })}
          hint={t("journey.moveHint")}
          onMove={move}
        />
        <NameInput
          label={t("journey.stepName")}
          value={name}
          maximum={120}
          className="font-semibold"
          onCommit={(next) => edit((before) => renameStep(before, step.id, next))}
        />
        <ArrangeMenu
          label={t("journey.stepActions", { name })}
          axis="across"
          onMove={move}
          removeLabel={t("journey.removeStep")}
          onRemove={() => {
            edit((before) => removeStep(before, step.id));
            announce(t("journey.removed", { name }));
            focusNeighbour(stepsOf(document), step.id);
          }}
        >
          <MenuItem
            icon={<Plus className="size-3.5" />}
            disabled={!canAddStep(document, phase)}
            onSelect={() => add(index)}
          >
            {t("journey.addStepBefore")}
          </MenuItem>
          <MenuItem
            icon={<Plus className="size-3.5" />}
            disabled={!canAddStep(document, phase)}
            onSelect={() => add(index + 1)}
          >
            {t("journey.addStepAfter")}
          </MenuItem>
          <MenuSeparator />
          <MenuChoice
            label={t("journey.stepKind")}
            value={stepKindOf(step)}
            options={stepKinds.map((kind) => ({
              value: kind,
              label: t(`journey.kind_${kind}`),
              hint: t(`journey.kindHint_${kind}`),
            }))}
            onChange={(kind) => edit((before) => setStepKind(before, step.id, kind))}
          />
        </ArrangeMenu>
      </span>
      <span className="mt-0.5 flex px-1">
        <TouchpointPicker
          step={step}
          onChange={(touchpointId) => {
            edit((before) => bindStep(before, step.id, touchpointId));
            announce(t(touchpointId ? "journey.nowBound" : "journey.nowUnbound", { name }));
          }}
        />
      </span>
    </th>
  );
}

export function EmptyPhaseHead({ phase, isTarget }: { phase: Phase; isTarget: boolean }) {
  const { t } = useTranslation();
  const { document, edit, announce } = useMap();
  const target = useDroppable({ id: `empty:${phase.id}`, data: { kind: "empty", id: phase.id } });
  return (
    <th ref={target.setNodeRef} scope="col" className="map-step px-2 py-2" data-drop={isTarget ? "before" : undefined}>
      <Button
        size="sm"
        icon={<Plus className="size-3.5" aria-hidden />}
        disabled={!canAddStep(document, phase)}
        onClick={() => {
          edit((before) => addStep(before, phase.id, 0, t("journey.newStep")));
          announce(t("journey.added", { name: t("journey.newStep") }));
        }}
      >
        {t("journey.addStep")}
      </Button>
    </th>
  );
}
