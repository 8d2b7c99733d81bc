import { FoldVertical, Link2, UnfoldVertical } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useWords } from "../../conditions/rule-builder.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { IconButton } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";
import { NameInput } from "../map/name-input.tsx";
import { type Choice, type ChosenPhase, chosenName, type Discovered } from "./discovered-map.ts";

interface DiscoveredPhaseProps {
  phase: ChosenPhase;
  choice: Choice;
  /** People of the step with most. */
  most: number;
  isFirst: boolean;
  /** Id of the button that lets a phase begin with a step, or no longer: a step has one of the two. */
  borderId: (step: string) => string;
  onName: (name: string) => void;
  /** Lets its steps go over to the phase before. */
  onJoin: () => void;
  onTake: (ids: readonly string[], isTaken: boolean) => void;
  onRename: (id: string, name: string) => void;
  /** Begins a phase with a step; absent where a map holds no more. */
  onPart: ((step: Discovered) => void) | undefined;
}

export function DiscoveredPhase(props: DiscoveredPhaseProps) {
  const { phase, choice, most, isFirst, borderId, onName, onJoin, onTake, onRename, onPart } = props;
  const { t } = useTranslation();
  const taken = phase.steps.filter(({ id }) => choice.taken.has(id)).length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows are laid out freely, as no table can be
    <div role="rowgroup" aria-label={phase.name} className="border-line border-t first:border-t-0">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its cells hold what takes the focus */}
      <div role="row" className="flex scroll-mt-16 scroll-mb-48 items-center gap-2 bg-sunken px-4 py-1.5">
        <Cell column="take">
          <Checkbox
            label={t("discover.takePhase", { name: phase.name })}
            labelHidden
            checked={taken === phase.steps.length}
            mixed={taken > 0 && taken < phase.steps.length}
            onChange={(isTaken) =>
              onTake(
                phase.steps.map(({ id }) => id),
                isTaken,
              )
            }
          />
        </Cell>
        <Cell column="name" className="flex min-w-0 flex-1">
          <NameInput
            label={t("discover.phaseName")}
            value={phase.name}
            maximum={80}
            className="font-semibold text-sm"
            onCommit={onName}
          />
        </Cell>
        <Cell column="border" className="w-7 shrink-0">
          {isFirst ? null : (
            <IconButton
              id={borderId(phase.begin)}
              size="sm"
              label={t("discover.join", { name: phase.name })}
              icon={<FoldVertical className="size-3.5" aria-hidden />}
              onClick={onJoin}
            />
          )}
        </Cell>
      </div>
      {phase.steps.map((step, index) => (
        <DiscoveredStep
          key={step.id}
          step={step}
          borderId={borderId(step.id)}
          name={chosenName(step, choice)}
          isTaken={choice.taken.has(step.id)}
          most={most}
          onTake={(isTaken) => onTake([step.id], isTaken)}
          onRename={(name) => onRename(step.id, name)}
          onPart={index === 0 || !onPart ? undefined : () => onPart(step)}
        />
      ))}
    </div>
  );
}

interface CellProps {
  /** What it holds, for the arrows to stay in; absent where nothing can be pressed. */
  column?: "take" | "name" | "border";
  id?: string;
  className?: string;
  children: ReactNode;
}

function Cell({ column, id, className, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows are laid out freely, as no table can be
    // biome-ignore lint/a11y/useFocusableInteractive: what it holds takes the focus
    <div role="gridcell" id={id} data-column={column} className={className}>
      {children}
    </div>
  );
}

interface DiscoveredStepProps {
  step: Discovered;
  borderId: string;
  name: string;
  isTaken: boolean;
  most: number;
  onTake: (isTaken: boolean) => void;
  onRename: (name: string) => void;
  onPart: (() => void) | undefined;
}

function DiscoveredStep({ step, borderId, name, isTaken, most, onTake, onRename, onPart }: DiscoveredStepProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const id = useId();
  const { touchpoint, people, share, sinceStart } = step;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows are laid out freely, as no table can be
    // biome-ignore lint/a11y/useFocusableInteractive: its cells hold what takes the focus
    <div role="row" className="flex scroll-mt-16 scroll-mb-48 items-center gap-x-2 border-line border-t px-4 py-1.5">
      <Cell column="take">
        <Checkbox
          label={t("discover.take", { name })}
          labelHidden
          describedBy={`${id}-rule ${id}-people ${id}-time`}
          checked={isTaken}
          onChange={onTake}
        />
      </Cell>
      <div className="grid min-w-0 flex-1 items-center gap-x-4 sm:grid-cols-[minmax(0,1fr)_9rem_9rem]">
        <Cell column="name" className="min-w-0">
          {isTaken ? (
            <div className="flex">
              <NameInput
                label={t("journey.stepName")}
                value={name}
                maximum={120}
                className="text-sm"
                onCommit={onRename}
              />
            </div>
          ) : (
            <p className="truncate px-1.75 py-0.75 text-muted text-sm max-sm:text-lg" title={name}>
              {name}
            </p>
          )}
          <p id={`${id}-rule`} className="flex min-w-0 items-center gap-1 px-1.75 text-faint text-xs">
            {touchpoint ? <Link2 className="size-3 shrink-0" aria-hidden /> : null}
            <span className="truncate" title={words(step.rule)}>
              {touchpoint ? t("discover.isTouchpoint", { name: touchpoint.name }) : words(step.rule)}
            </span>
          </p>
        </Cell>
        <Cell id={`${id}-people`} className={cx("px-1.75 sm:px-0", !isTaken && "text-muted")}>
          <span className="figures flex items-baseline justify-between gap-2 text-sm">
            {t("discover.people", { count: people, n: format.count(people) })}
            <span className="text-faint text-xs">{format.percent(share, share < 0.01 ? 1 : 0)}</span>
          </span>
          <span aria-hidden className="mt-0.5 block h-1.5 overflow-hidden rounded-full bg-hover">
            <span
              className={cx("block h-full rounded-full", isTaken ? "bg-accent" : "bg-edge")}
              style={{ width: `${(people / most) * 100}%` }}
            />
          </span>
        </Cell>
        <Cell id={`${id}-time`} className="figures px-1.75 text-muted text-xs sm:px-0 sm:text-end">
          {sinceStart.median === null
            ? t("discover.noTime")
            : sinceStart.median === 0
              ? t("discover.atStart")
              : t("discover.after", { time: format.duration(sinceStart.median) })}
        </Cell>
      </div>
      <Cell column="border" className="w-7 shrink-0">
        {onPart ? (
          <IconButton
            id={borderId}
            size="sm"
            label={t("discover.part", { name })}
            icon={<UnfoldVertical className="size-3.5" aria-hidden />}
            onClick={onPart}
          />
        ) : null}
      </Cell>
    </div>
  );
}
