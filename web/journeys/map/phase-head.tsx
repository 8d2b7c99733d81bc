import { useDroppable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { MenuItem } from "../../ui/menu.tsx";
import {
  addPhase,
  addStep,
  canAddStep,
  movePhase,
  type Phase,
  removePhase,
  renamePhase,
} from "../document/document.ts";
import { ArrangeMenu } from "./arrange-menu.tsx";
import { useMap } from "./map-model.ts";
import { focusHandle, focusNeighbour, MoveHandle } from "./move-handle.tsx";
import { NameInput } from "./name-input.tsx";

export function PhaseHead({
  phase,
  index,
  drop,
}: {
  phase: Phase;
  index: number;
  drop: "before" | "after" | undefined;
}) {
  const { t } = useTranslation();
  const { document, edit, announce } = useMap();
  const target = useDroppable({ id: `phase:${phase.id}`, data: { kind: "phase", id: phase.id } });
  const count = document.phases.length;
  const { name } = phase;

  function move(by: -1 | 1) {
    const to = index + by;
    if (to < 0 || to >= count) return;
    edit((before) => movePhase(before, phase.id, to));
    announce(t("journey.phaseMoved", { name, place: to + 1, count }));
    focusHandle(phase.id);
  }

  return (
    <th
      ref={target.setNodeRef}
      scope="colgroup"
      colSpan={Math.max(1, phase.steps.length)}
      className="map-phase"
      data-drop={drop}
    >
      <span className="flex h-9 items-center gap-0.5 px-1">
        <MoveHandle
          kind="phase"
          axis="across"
          id={phase.id}
          name={name}
          label={t("journey.movePhase", { name })}
          hint={t("journey.moveHint")}
          onMove={move}
        />
        <NameInput
          label={t("journey.phaseName")}
          value={name}
          maximum={80}
          className="font-medium text-xs"
          onCommit={(next) => edit((before) => renamePhase(before, phase.id, next))}
        />
        <ArrangeMenu
          label={t("journey.phaseActions", { name })}
          axis="across"
          isFirst={index === 0}
          isLast={index === count - 1}
          onMove={move}
          removeLabel={t("journey.removePhase")}
          onRemove={() => {
            edit((before) => removePhase(before, phase.id));
            announce(t("journey.removed", { name }));
            focusNeighbour(document.phases, phase.id);
          }}
        >
          <MenuItem
            icon={<Plus className="size-3.5" />}
            disabled={!canAddStep(document, phase)}
            onSelect={() => {
              edit((before) => addStep(before, phase.id, phase.steps.length, t("journey.newStep")));
              announce(t("journey.added", { name: t("journey.newStep") }));
            }}
          >
            {t("journey.addStep")}
          </MenuItem>
          <MenuItem
            icon={<Plus className="size-3.5" />}
            onSelect={() => {
              edit((before) => addPhase(before, index + 1, t("journey.newPhase")));
              announce(t("journey.added", { name: t("journey.newPhase") }));
            }}
          >
            {t("journey.addPhaseAfter")}
          </MenuItem>
        </ArrangeMenu>
      </span>
    </th>
  );
}
