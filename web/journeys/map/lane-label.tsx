import { useDroppable } from "@dnd-kit/core";
import {
  Gauge,
  HeartPulse,
  Lightbulb,
  type LucideIcon,
  MessageSquareQuote,
  Pencil,
  Quote,
  RadioTower,
  Server,
  SmilePlus,
  Sparkles,
  StickyNote,
  Target,
  TriangleAlert,
  UserRound,
  Users,
} from "lucide-react";
import { useState } from "react";
import type { LaneKind } from "../../../contracts/understand/journeys.ts";
import { DefinitionPopover } from "../../charts/definition-popover.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";
import { MenuItem } from "../../ui/menu.tsx";
import { type Lane, moveLane, removeLane, renameLane } from "../document/document.ts";
import { ArrangeMenu } from "./arrange-menu.tsx";
import { emotionTop } from "./lane-emotion.tsx";
import { laneShapes } from "./lane-kinds.ts";
import { useMap } from "./map-model.ts";
import { focusHandle, focusNeighbour, MoveHandle } from "./move-handle.tsx";
import { NameInput } from "./name-input.tsx";
import { timeScale, useTimeTaken } from "./time-taken.ts";

const icons: Record<LaneKind, LucideIcon> = {
  volume: Users,
  emotion: HeartPulse,
  satisfaction: SmilePlus,
  expectation: Target,
  effort: Gauge,
  nps: Sparkles,
  quotes: MessageSquareQuote,
  channel: RadioTower,
  pain: TriangleAlert,
  opportunity: Lightbulb,
  owner: UserRound,
  backstage: Server,
  storyboard: StickyNote,
  text: Quote,
};

export function LaneIcon({ kind, className }: { kind: LaneKind; className?: string }) {
  const Icon = icons[kind];
  return <Icon className={className} aria-hidden />;
}

/** A lane's own name, or that of its kind in the reader's language. */
export function useLaneName(): (lane: Lane) => string {
  const { t } = useTranslation();
  return (lane) => lane.name || t(`journey.lane.${lane.kind}`);
}

export function LaneLabel({ lane, row }: { lane: Lane; row: number }) {
  const { t } = useTranslation();
  const { definitions, isEditing } = useMap();
  const name = useLaneName()(lane);
  const metric = laneShapes[lane.kind].metric?.metric;
  const definition = metric && lane.kind !== "channel" ? definitions.get(metric) : undefined;
  if (isEditing) return <EditableLabel lane={lane} row={row} name={name} />;
  return (
    <div className="relative h-full px-3 py-2.5 max-sm:px-2">
      <span className="flex items-start gap-2">
        <LaneIcon kind={lane.kind} className="mt-0.5 size-4 shrink-0 text-faint max-sm:hidden" />
        <span className="min-w-0 font-medium text-ink">{name}</span>
        {definition ? (
          <span className="max-sm:hidden">
            <DefinitionPopover definition={definition} />
          </span>
        ) : null}
      </span>
      <LaneLegend kind={lane.kind} hint={t(`journey.laneHint.${lane.kind}`)} />
      {lane.kind === "emotion" ? <EmotionAxis /> : null}
    </div>
  );
}

/** What the heights of the curve stand for, at the edge where it begins. */
function EmotionAxis() {
  return [2, 1, 0, -1, -2].map((value) => (
    <span
      key={value}
      aria-hidden
      className="figures absolute inset-e-1.5 -translate-y-1/2 text-faint text-xs"
      style={{ top: emotionTop(value) }}
    >
      {value > 0 ? `+${value}` : value < 0 ? `−${-value}` : value}
    </span>
  ));
}

function LaneLegend({ kind, hint }: { kind: LaneKind; hint: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const taken = useTimeTaken();
  if (kind === "volume")
    return (
      <span className="mt-1 flex flex-col gap-0.5 text-faint text-xs sm:ps-6">
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-2 shrink-0 rounded-[2px] bg-series-1 opacity-25" />
          {t("journey.everyone")}
        </span>
        <span className="flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-2 shrink-0 rounded-[2px] bg-series-1 opacity-70"
            style={taken ? { background: timeScale } : undefined}
          />
          {t("journey.inOrder")}
        </span>
        {taken ? (
          <span className="figures mt-0.5 flex flex-col gap-0.5">
            {t("journey.timeTaken")}
            <span className="flex gap-1.5">
              <span aria-hidden className="my-1 w-2 shrink-0 rounded-[2px]" style={{ background: timeScale }} />
              <span className="flex flex-col whitespace-nowrap">
                <span>{format.duration(taken.quickest)}</span>
                <span>{format.duration(taken.slowest)}</span>
              </span>
            </span>
          </span>
        ) : null}
      </span>
    );
  return (
    <span className={cx("mt-0.5 block text-faint text-xs max-sm:hidden sm:ps-6", kind === "emotion" && "pe-7")}>
      {hint}
    </span>
  );
}

function EditableLabel({ lane, row, name }: { lane: Lane; row: number; name: string }) {
  const { t } = useTranslation();
  const { document, edit, announce } = useMap();
  const [isRenaming, setRenaming] = useState(false);
  const count = document.lanes.length;

  function move(by: -1 | 1) {
    const to = row + by;
    if (to < 0 || to >= count) return;
    edit((before) => moveLane(before, lane.id, to));
    announce(t("journey.laneMoved", { name, place: to + 1, count }));
    focusHandle(lane.id);
  }

  return (
    <div className="relative flex h-full items-start gap-0.5 py-1.5 ps-1 pe-1">
      {lane.kind === "emotion" ? <EmotionAxis /> : null}
      <MoveHandle
        kind="lane"
        axis="down"
        id={lane.id}
        name={name}
        label={t("journey.moveLane", { name })}
        hint={t("journey.moveLaneHint")}
        onMove={move}
      />
      {isRenaming ? (
        <NameInput
          label={t("journey.laneName")}
          value={lane.name}
          placeholder={t(`journey.lane.${lane.kind}`)}
          allowEmpty
          autoFocus
          maximum={80}
          onCommit={(next) => {
            edit((before) => renameLane(before, lane.id, next));
            setRenaming(false);
          }}
        />
      ) : (
        <span className="min-w-0 flex-1 py-1 font-medium leading-5">{name}</span>
      )}
      <ArrangeMenu
        label={t("journey.laneActions", { name })}
        axis="down"
        isFirst={row === 0}
        isLast={row === count - 1}
        onMove={move}
        removeLabel={t("journey.remove")}
        onRemove={() => {
          edit((before) => removeLane(before, lane.id));
          announce(t("journey.removed", { name }));
          focusNeighbour(document.lanes, lane.id);
        }}
      >
        <MenuItem icon={<Pencil className="size-3.5" />} onSelect={() => setRenaming(true)}>
          {t("journey.rename")}
        </MenuItem>
      </ArrangeMenu>
    </div>
  );
}

/** Where a dragged lane may be dropped: the whole row. */
export function useLaneDrop(lane: Lane, isEditing: boolean) {
  return useDroppable({ id: `lane:${lane.id}`, data: { kind: "lane", id: lane.id }, disabled: !isEditing });
}
