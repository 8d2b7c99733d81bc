import { useState } from "react";
import type { ExploreStep } from "../../../contracts/understand/explore.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { NumberToken, SpanToken } from "../query/amount-token.tsx";
import { FilterToken } from "../query/filter-token.tsx";
import { NamingToken } from "../query/naming-token.tsx";
import { Finer, Line } from "../query/query-line.tsx";
import { RepeatsLine } from "../query/repeats-line.tsx";
import { choiceOfStep, stepOfChoice } from "../query/step-choice.ts";
import { StepToken, useChoiceWords } from "../query/step-token.tsx";
import { ChoiceToken } from "../query/token.tsx";

type Direction = "from" | "to" | "between";

function directionOf({ from, to }: Draft<"paths">): Direction {
  if (from && to) return "between";
  return to ? "to" : "from";
}

/** The query in one sentence. */
export function usePathsWords(): (draft: Draft<"paths">) => string {
  const { t } = useTranslation();
  const choice = useChoiceWords();
  const words = (step: ExploreStep | undefined) => (step ? (step.name ?? choice(choiceOfStep(step))) : "");
  return (draft) => t(`explore.paths.sentence_${directionOf(draft)}`, { from: words(draft.from), to: words(draft.to) });
}

interface PathsSentenceProps {
  draft: Draft<"paths">;
  onChange: (part: Partial<Draft<"paths">>) => void;
}

export function PathsSentence({ draft, onChange }: PathsSentenceProps) {
  const { t } = useTranslation();
  // "Between" needs two ends; until the second is chosen the address holds only one.
  const [wanted, setWanted] = useState<Direction>();
  const direction = wanted ?? directionOf(draft);

  function turn(next: Direction) {
    const known = draft.from ?? draft.to;
    setWanted(next);
    if (next === "from") onChange({ from: known, to: undefined });
    if (next === "to") onChange({ from: undefined, to: draft.to ?? known });
  }
  const end = (side: "from" | "to") => (
    <StepToken
      label={t(`explore.paths.${side}Step`)}
      choice={draft[side] ? choiceOfStep(draft[side]) : undefined}
      onChange={(choice) => onChange({ [side]: stepOfChoice(choice) })}
    />
  );
  return (
    <>
      <Line lead={t("explore.paths.ways")}>
        <ChoiceToken
          label={t("explore.paths.direction")}
          value={direction}
          onChange={turn}
          options={(["from", "to", "between"] as const).map((value) => ({
            value,
            label: t(`explore.paths.direction_${value}`),
          }))}
        />
        {direction === "to" ? end("to") : end("from")}
      </Line>
      {direction === "between" ? <Line lead={t("explore.paths.and")}>{end("to")}</Line> : null}
      <Line lead={t("explore.seenAs")}>
        <NamingToken naming={draft.naming} onChange={(naming) => onChange({ naming })} />
      </Line>
      <Line lead={t("explore.paths.over")}>
        <NumberToken
          label={t("explore.paths.columns")}
          words={t("explore.paths.columnCount", { count: draft.columns })}
          value={draft.columns}
          least={3}
          most={20}
          onChange={(columns) => onChange({ columns })}
        />
      </Line>
      <Finer title={t("explore.finer")}>
        <Line lead={t("explore.paths.gapLead")} after={t("explore.paths.gapRest")}>
          <SpanToken
            label={t("explore.paths.gap")}
            seconds={draft.gapMinutes * 60}
            onChange={(seconds) => onChange({ gapMinutes: Math.min(525_600, Math.max(1, Math.round(seconds / 60))) })}
          />
        </Line>
        <RepeatsLine areMerged={draft.mergeRepeats} onChange={(mergeRepeats) => onChange({ mergeRepeats })} />
        <Line lead={t("explore.paths.nodesLead")}>
          <NumberToken
            label={t("explore.paths.nodes")}
            words={t("explore.paths.nodeCount", { count: draft.nodes })}
            value={draft.nodes}
            least={2}
            most={20}
            onChange={(nodes) => onChange({ nodes })}
          />
        </Line>
        <Line lead={t("explore.lookingAt")}>
          <FilterToken filter={draft.filter} onChange={(filter) => onChange({ filter })} />
        </Line>
      </Finer>
    </>
  );
}
