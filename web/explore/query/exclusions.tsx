import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { catchFocus } from "../../ui/lost-focus.ts";
import { choiceOf, conditionOfChoice } from "./step-choice.ts";
import { StepToken } from "./step-token.tsx";
import { ChoiceToken } from "./token.tsx";

type Exclusion = Draft<"funnel">["exclusions"][number];

interface ExclusionsProps {
  steps: number;
  order: Draft<"funnel">["order"];
  exclusions: readonly Exclusion[];
  onChange: (exclusions: Exclusion[]) => void;
}

const most = 5;

/** What must not happen between two steps. */
export function Exclusions({ steps, order, exclusions, onChange }: ExclusionsProps) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  // Steps in any order have nothing between them.
  const least = order === "strict" ? 2 : 1;
  if (order === "unordered" || steps <= least) return null;
  const between = (after: number, before: number) =>
    t("explore.funnel.between", { after: after + 1, before: before + 1 });
  const places = Array.from({ length: steps }, (_, after) =>
    Array.from({ length: steps - after - 1 }, (_, ahead) => [after, after + ahead + 1] as const),
  )
    .flat()
    // Between neighbours of a strict funnel nothing lies anyway.
    .filter(([after, before]) => before - after >= least);
  return (
    <>
      {exclusions.map((exclusion, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an exclusion has no name but its place
        <div key={index} className="flex items-start gap-1">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5 py-1 text-muted text-sm">
            <span>{t("explore.funnel.butNot")}</span>
            <StepToken
              asRule
              label={t("explore.funnel.exclusion")}
              choice={choiceOf(exclusion.condition)}
              onChange={(choice) => {
                const condition = choice.kind === "touchpoint" ? undefined : conditionOfChoice(choice);
                if (condition) onChange(exclusions.with(index, { ...exclusion, condition }));
              }}
            />
            <ChoiceToken
              label={t("explore.funnel.exclusionPlace")}
              value={`${exclusion.after}-${exclusion.before}`}
              onChange={(value) => {
                const [after = 0, before = 1] = value.split("-").map(Number);
                onChange(exclusions.with(index, { ...exclusion, after, before }));
              }}
              options={places.map(([after, before]) => ({
                value: `${after}-${before}`,
                label: between(after, before),
              }))}
            />
          </div>
          <IconButton
            size="sm"
            label={t("explore.funnel.removeExclusion")}
            icon={<X className="size-3.5" aria-hidden />}
            onClick={() => {
              onChange(exclusions.toSpliced(index, 1));
              catchFocus(() => add.current);
            }}
          />
        </div>
      ))}
      {isAdding ? (
        <div className="flex flex-wrap items-center gap-1.5 py-1 text-muted text-sm">
          <span>{t("explore.funnel.butNot")}</span>
          <StepToken
            asRule
            label={t("explore.funnel.exclusion")}
            choice={undefined}
            onChange={(choice) => {
              const condition = choice.kind === "touchpoint" ? undefined : conditionOfChoice(choice);
              if (!condition) return;
              onChange([...exclusions, { condition, after: 0, before: steps - 1 }]);
              setAdding(false);
            }}
          />
        </div>
      ) : exclusions.length < most ? (
        <Button
          ref={add}
          size="sm"
          variant="ghost"
          className="-ms-2"
          icon={<Plus className="size-3.5" aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("explore.funnel.addExclusion")}
        </Button>
      ) : null}
    </>
  );
}
