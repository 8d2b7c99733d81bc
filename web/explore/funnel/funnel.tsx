import { useState } from "react";
import type { FunnelAnswer, FunnelPeopleQuery, FunnelQueryInput } from "../../../contracts/understand/funnel.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import { intervalFor } from "../../metrics/interval.ts";
import { request } from "../../session/api.ts";
import { useView } from "../../view/view.ts";
import { ExploreFrame } from "../query/answer-frame.tsx";
import { type PeopleOf, PeoplePanel } from "../query/people-panel.tsx";
import { useNamedStep } from "../query/step-token.tsx";
import { useAsk } from "../query/use-ask.ts";
import { useDraftQuery } from "../query/use-draft-query.ts";
import { FunnelBreakdown } from "./funnel-breakdown.tsx";
import { FunnelSentence, useFunnelWords } from "./funnel-query.tsx";
import { FunnelStart } from "./funnel-start.tsx";
import { FunnelSteps } from "./funnel-steps.tsx";
import { FunnelTrend } from "./funnel-trend.tsx";

export type FunnelRow = FunnelAnswer["rows"][number];
/** Opens the people of a step: of everybody, or of the group of a row. */
export type OpenFunnelPeople = (row: FunnelRow, step: number, which: FunnelPeopleQuery["which"]) => void;

/** How far people get. */
export function FunnelPage() {
  const { t } = useTranslation();
  const { draft, dropped, change } = useDraftQuery("funnel");
  const { query, days, among } = useView();
  const words = useFunnelWords();
  const named = useNamedStep();
  const names = useGroupNames(draft.breakdown ? [draft.breakdown] : []);
  const [people, setPeople] = useState<PeopleOf | null>(null);
  const compare = typeof query.compare === "string" ? query.compare : undefined;
  const asking: FunnelQueryInput = {
    ...draft,
    steps: draft.steps.map(named),
    filter: among(draft.filter),
    period: query.period,
    timezone: query.timezone,
    compare,
    interval: intervalFor(days),
  };
  const asked = useAsk("funnel", draft.steps.length < 2 ? null : asking, (body, signal, queryId) =>
    request("POST /api/v1/query/funnel", { body, signal, queryId }),
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
      of: { funnel: { query: asking, step, which, ...of } },
      ask: (page, signal) =>
        request("POST /api/v1/query/funnel/people", {
          body: { query: asking, step, which, ...of, ...page },
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
        query={<FunnelSentence draft={draft} onChange={change} />}
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
