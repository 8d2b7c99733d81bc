import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { NumberToken } from "../query/amount-token.tsx";
import { BracketsToken } from "../query/brackets-token.tsx";
import { BreakdownToken } from "../query/breakdown-token.tsx";
import { FilterToken } from "../query/filter-token.tsx";
import { Finer, Line } from "../query/query-line.tsx";
import { choiceOf, conditionOfChoice, type StepChoice } from "../query/step-choice.ts";
import { StepToken, useChoiceWords } from "../query/step-token.tsx";
import { ChoiceToken } from "../query/token.tsx";

/** The query in one sentence. */
export function useRetentionWords(): (draft: Draft<"retention">) => string {
  const { t } = useTranslation();
  const choice = useChoiceWords();
  return (draft) =>
    t(`explore.retention.sentence_${draft.kind}`, {
      start: choice(choiceOf(draft.start)),
      back: choice(choiceOf(draft.return)),
      unit: t(`explore.retention.unit_${draft.interval}`),
    });
}

interface RetentionSentenceProps {
  draft: Draft<"retention">;
  onChange: (part: Partial<Draft<"retention">>) => void;
}

export function RetentionSentence({ draft, onChange }: RetentionSentenceProps) {
  const { t } = useTranslation();
  const condition = (choice: StepChoice) => (choice.kind === "touchpoint" ? undefined : conditionOfChoice(choice));
  return (
    <>
      <Line lead={t("explore.retention.peopleWho")}>
        <StepToken
          orAnything
          asRule
          label={t("explore.retention.start")}
          choice={choiceOf(draft.start)}
          onChange={(choice) => onChange({ start: condition(choice) })}
        />
        <ChoiceToken
          label={t("explore.retention.starts")}
          value={draft.starts}
          onChange={(starts) => onChange({ starts })}
          options={(["first", "any"] as const).map((value) => ({
            value,
            label: t(`explore.retention.starts_${value}`),
            hint: t(`explore.retention.startsHint_${value}`),
          }))}
        />
      </Line>
      <Line lead={t("explore.retention.cameBack")}>
        <StepToken
          orAnything
          asRule
          label={t("explore.retention.back")}
          choice={choiceOf(draft.return)}
          onChange={(choice) => onChange({ return: condition(choice) })}
        />
      </Line>
      <Line lead={t("explore.retention.in")}>
        <ChoiceToken
          label={t("explore.retention.counting")}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
          options={(["classic", "rolling", "cumulative", "bracket"] as const).map((value) => ({
            value,
            label: t(`explore.retention.kind_${value}`),
            hint: t(`explore.retention.kindHint_${value}`),
          }))}
        />
      </Line>
      <Line lead={t("explore.retention.by")}>
        <ChoiceToken
          label={t("explore.retention.interval")}
          value={draft.interval}
          onChange={(interval) => onChange({ interval })}
          options={(["day", "week", "month"] as const).map((value) => ({
            value,
            label: t(`explore.retention.interval_${value}`),
          }))}
        />
        <span>{t("explore.retention.over")}</span>
        {draft.kind === "bracket" ? (
          <BracketsToken brackets={draft.brackets} onChange={(brackets) => onChange({ brackets })} />
        ) : (
          <NumberToken
            label={t("explore.retention.howMany")}
            words={t(`explore.retention.count_${draft.interval}`, { count: draft.intervals })}
            value={draft.intervals}
            least={1}
            most={52}
            onChange={(intervals) => onChange({ intervals })}
          />
        )}
      </Line>
      <Line lead={t("explore.brokenDown")}>
        <BreakdownToken field={draft.breakdown} onChange={(breakdown) => onChange({ breakdown })} />
      </Line>
      <Finer title={t("explore.finer")}>
        <Line lead={t("explore.lookingAt")}>
          <FilterToken filter={draft.filter} onChange={(filter) => onChange({ filter })} />
        </Line>
      </Finer>
    </>
  );
}
