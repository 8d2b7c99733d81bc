import { ArrowDown, ArrowUp, MoreHorizontal, Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import type { ExploreStep } from "../../../contracts/understand/explore.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { catchFocus } from "../../ui/lost-focus.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { choiceOfStep, type StepChoice, stepOfChoice } from "./step-choice.ts";
import { StepToken } from "./step-token.tsx";

interface StepListProps {
  steps: readonly ExploreStep[];
  onChange: (steps: ExploreStep[]) => void;
}

const mostSteps = 20;

/** The steps of a funnel in their order; each can be exchanged, moved and taken out in place. */
export function StepList({ steps, onChange }: StepListProps) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const open = isAdding || steps.length === 0;

  function put(index: number, choice: StepChoice) {
    const step = stepOfChoice(choice);
    if (!step) return;
    onChange([...steps.slice(0, index), step, ...steps.slice(index + 1)]);
    setAdding(false);
  }
  function move(index: number, to: number) {
    const moved = [...steps];
    const [step] = moved.splice(index, 1);
    if (step) onChange(moved.toSpliced(to, 0, step));
  }

  return (
    <>
      <ol className="flex flex-col gap-1">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same step may stand twice, so its place is what names it
          <li key={index} className="flex items-start gap-2">
            <Place index={index} />
            <span className="min-w-0 flex-1">
              <StepToken
                label={t("explore.funnel.nthStep", { n: index + 1 })}
                choice={choiceOfStep(step)}
                onChange={(choice) => put(index, choice)}
              />
            </span>
            <Menu
              align="end"
              trigger={
                <IconButton
                  size="sm"
                  label={t("explore.funnel.stepActs", { n: index + 1 })}
                  icon={<MoreHorizontal className="size-3.5" aria-hidden />}
                />
              }
            >
              <MenuItem
                icon={<ArrowUp className="size-4" aria-hidden />}
                disabled={index === 0}
                onSelect={() => move(index, index - 1)}
              >
                {t("explore.funnel.moveUp")}
              </MenuItem>
              <MenuItem
                icon={<ArrowDown className="size-4" aria-hidden />}
                disabled={index === steps.length - 1}
                onSelect={() => move(index, index + 1)}
              >
                {t("explore.funnel.moveDown")}
              </MenuItem>
              <MenuItem
                danger
                icon={<X className="size-4" aria-hidden />}
                onSelect={() => {
                  onChange(steps.toSpliced(index, 1));
                  catchFocus(() => add.current);
                }}
              >
                {t("explore.funnel.removeStep")}
              </MenuItem>
            </Menu>
          </li>
        ))}
        {open ? (
          <li className="flex items-start gap-2">
            <Place index={steps.length} />
            <StepToken
              label={t("explore.funnel.nthStep", { n: steps.length + 1 })}
              choice={undefined}
              onChange={(choice) => put(steps.length, choice)}
            />
          </li>
        ) : null}
      </ol>
      {open || steps.length >= mostSteps ? null : (
        <Button
          ref={add}
          size="sm"
          variant="ghost"
          className="mt-1 mb-1"
          icon={<Plus className="size-3.5" aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("explore.funnel.addStep")}
        </Button>
      )}
    </>
  );
}

function Place({ index }: { index: number }) {
  return (
    <span aria-hidden className="figures flex h-7 w-4 shrink-0 items-center text-faint text-xs max-sm:h-9">
      {index + 1}
    </span>
  );
}
