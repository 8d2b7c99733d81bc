import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FunnelAnswer, FunnelPeopleQuestion, FunnelQuestionInput } from "../../../contracts/understand/funnel.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import { intervalFor } from "../../metrics/interval.ts";
import { request } from "../../session/api.ts";
import { useView } from "../../view/view.ts";
import { ExploreFrame } from "../question/answer-frame.tsx";
import { type PeopleOf, PeoplePanel } from "../question/people-panel.tsx";
import { useNamedStep } from "../question/step-token.tsx";
import { useAsk } from "../question/use-ask.ts";
import { useDraftQuestion } from "../question/use-draft-question.ts";
import { FunnelBreakdown } from "./funnel-breakdown.tsx";
import { FunnelSentence, useFunnelWords } from "./funnel-question.tsx";
import { FunnelStart } from "./funnel-start.tsx";
import { FunnelSteps } from "./funnel-steps.tsx";
import { FunnelTrend } from "./funnel-trend.tsx";

export type FunnelRow = FunnelAnswer["rows"][number];
/** Opens the people of a step: of everybody, or of the group of a row. */
export type OpenFunnelPeople = (row: FunnelRow, step: number, which: FunnelPeopleQuestion["which"]) => void;

/** How far people get. */
export function FunnelPage() {
  const { t } = useTranslation();
  const { draft, dropped, change } = useDraftQuestion("funnel");
  const { question, days, among } = useView();
  const words = useFunnelWords();
  const named = useNamedStep();
  const names = useGroupNames(draft.breakdown ? [draft.breakdown] : []);
  const [people, setPeople] = useState<PeopleOf | null>(null);
  const compare = typeof question.compare === "string" ? question.compare : undefined;
  const asking: FunnelQuestionInput = {
    ...draft,
    steps: draft.steps.map(named),
    filter: among(draft.filter),
    period: question.period,
    timezone: question.timezone,
    compare,
    interval: intervalFor(days),
  };
  const asked = useAsk("funnel", draft.steps.length < 2 ? null : asking, (body, signal, questionId) =>
    request("POST /api/v1/query/funnel", { body, signal, questionId }),
  );
  const open: OpenFunnelPeople = (row, step, which) => {
    const name = row.steps[step]?.name ?? "";
    const isGroup = row.isOther || row.group !== undefined;
    const of = row.isOther ? { isOther: true } : row.group === undefined ? {} : { group: row.group };
    const before = row.steps[step - 1]?.name ?? "";
    setPeople({
      title: which === "reached" ? name : t("explore.funnel.lostTitle", { name: before }),
      description: [
        which === "reached" ? t("explore.funnel.reachedHelp") : t("explore.funnel.lostHelp", { before, name }),
        isGroup ? names.group({ group: [row.group ?? null], isOther: row.isOther }) : "",
      ]
        .filter(Boolean)
        .join(" · "),
      key: ["funnel", asking, step, which, of],
      of: { funnel: { question: asking, step, which, ...of } },
      ask: (page, signal) =>
        request("POST /api/v1/query/funnel/people", {
          body: { question: asking, step, which, ...of, ...page },
          signal,
        }),
    });
  };
  return (
    <>
      <ExploreFrame
        kind="funnel"
        sentence={words(draft)}
        dropped={dropped}
        question={<FunnelSentence draft={draft} onChange={change} />}
        asked={asked}
        unfinished={
          draft.steps.length < 2 ? (
            <FunnelStart has={draft.steps.length} onSteps={(steps) => change({ steps })} />
          ) : undefined
        }
      >
        {(answer) => <FunnelShown answer={answer} breakdown={draft.breakdown} order={draft.order} onPeople={open} />}
      </ExploreFrame>
      <PeoplePanel of={people} onClose={() => setPeople(null)} />
    </>
  );
}

interface FunnelShownProps {
  answer: FunnelAnswer;
  breakdown: string | undefined;
  order: "ordered" | "strict" | "unordered";
  onPeople: OpenFunnelPeople;
}

function FunnelShown({ answer, breakdown, order, onPeople }: FunnelShownProps) {
  const { t } = useTranslation();
  const all = answer.rows[0];
  if (!all || all.steps[0]?.people === 0)
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-10 text-center text-muted text-sm">
        {t("explore.nobody")}
      </p>
    );
  return (
    <>
      <FunnelSteps row={all} order={order} onPeople={onPeople} />
      {breakdown ? <FunnelBreakdown rows={answer.rows} breakdown={breakdown} onPeople={onPeople} /> : null}
      <FunnelTrend rows={answer.rows} breakdown={breakdown} timezone={answer.period.timezone} />
    </>
  );
}
