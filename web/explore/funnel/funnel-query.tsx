import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { useFormat } from "../../ui/format.ts";
import { SpanToken, useSpanWords } from "../query/amount-token.tsx";
import { BreakdownToken } from "../query/breakdown-token.tsx";
import { Exclusions } from "../query/exclusions.tsx";
import { FilterToken } from "../query/filter-token.tsx";
import { Finer, Line } from "../query/query-line.tsx";
import { choiceOfStep } from "../query/step-choice.ts";
import { StepList } from "../query/step-list.tsx";
import { useChoiceWords } from "../query/step-token.tsx";
import { ChoiceToken } from "../query/token.tsx";

/** The query in one sentence. */
export function useFunnelWords(): (draft: Draft<"funnel">) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const choice = useChoiceWords();
  const span = useSpanWords();
  return (draft) => {
    const [first = "", ...rest] = draft.steps.map((step) => step.name ?? choice(choiceOfStep(step)));
    return t(`explore.funnel.sentence_${draft.order}`, {
      first,
      rest: draft.order === "unordered" ? format.list(rest) : rest.join(t("explore.funnel.then")),
      span: span(draft.windowSeconds),
    });
  };
}

/** The exclusions that make sense in an order. */
function fitting(exclusions: Draft<"funnel">["exclusions"], order: "strict" | "unordered") {
  return order === "unordered" ? [] : exclusions.filter(({ after, before }) => before - after > 1);
}

interface FunnelSentenceProps {
  draft: Draft<"funnel">;
  onChange: (part: Partial<Draft<"funnel">>) => void;
}

export function FunnelSentence({ draft, onChange }: FunnelSentenceProps) {
  const { t } = useTranslation();
  return (
    <>
      <p className="pb-1 text-muted text-sm">{t("explore.funnel.peopleWho")}</p>
      <StepList
        steps={draft.steps}
        onChange={(steps) =>
          onChange({ steps, exclusions: draft.exclusions.filter(({ before }) => before < steps.length) })
        }
      />
      <Line lead={t("explore.funnel.within")}>
        <SpanToken
          label={t("explore.funnel.window")}
          seconds={draft.windowSeconds}
          onChange={(windowSeconds) => onChange({ windowSeconds })}
        />
        <span>{t("explore.funnel.fromFirst")}</span>
      </Line>
      <Line lead={t("explore.brokenDown")}>
        <BreakdownToken field={draft.breakdown} onChange={(breakdown) => onChange({ breakdown })} />
      </Line>
      <Finer title={t("explore.finer")}>
        <Line lead={t("explore.funnel.stepsCome")}>
          <ChoiceToken
            label={t("explore.funnel.order")}
            value={draft.order}
            onChange={(order) =>
              onChange(order === "ordered" ? { order } : { order, exclusions: fitting(draft.exclusions, order) })
            }
            options={(["ordered", "strict", "unordered"] as const).map((value) => ({
              value,
              label: t(`explore.funnel.order_${value}`),
              hint: t(`explore.funnel.orderHint_${value}`),
            }))}
          />
        </Line>
        <Line lead={t("explore.funnel.takes")}>
          <ChoiceToken
            label={t("explore.funnel.counting")}
            value={draft.counting}
            onChange={(counting) => onChange({ counting })}
            options={(["first", "every"] as const).map((value) => ({
              value,
              label: t(`explore.funnel.counting_${value}`),
              hint: t(`explore.funnel.countingHint_${value}`),
            }))}
          />
        </Line>
        <Exclusions
          steps={draft.steps.length}
          order={draft.order}
          exclusions={draft.exclusions}
          onChange={(exclusions) => onChange({ exclusions })}
        />
        <Line lead={t("explore.lookingAt")}>
          <FilterToken filter={draft.filter} onChange={(filter) => onChange({ filter })} />
        </Line>
      </Finer>
    </>
  );
}
