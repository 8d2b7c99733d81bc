import { useState } from "react";
import type { RetentionAnswer, RetentionQueryInput } from "../../../contracts/understand/retention.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { request } from "../../session/api.ts";
import { useFormat } from "../../ui/format.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { useView } from "../../view/view.ts";
import { ExploreFrame } from "../query/answer-frame.tsx";
import { type PeopleOf, PeoplePanel } from "../query/people-panel.tsx";
import { useAsk } from "../query/use-ask.ts";
import { useDraftQuery } from "../query/use-draft-query.ts";
import { useColumnNames } from "./retention-columns.ts";
import { RetentionCurve } from "./retention-curve.tsx";
import { RetentionGroups } from "./retention-groups.tsx";
import { RetentionMatrix } from "./retention-matrix.tsx";
import { RetentionSentence, useRetentionWords } from "./retention-query.tsx";

/** A number of the cohorts: whose people, and whether those who came back or those who did not. */
/** A cell that was pressed, with the query that was answered then. */
interface Asked extends Cell {
  query: RetentionQueryInput;
}

export interface Cell {
  cohort: number;
  column: number;
  /** When the cohort began. */
  start: string;
  which: "retained" | "lost";
}

/** Who comes back, by when they first came. */
export function RetentionPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { draft, dropped, change } = useDraftQuery("retention");
  const { query, among } = useView();
  const words = useRetentionWords();
  const columns = useColumnNames(draft);
  const [cell, setCell] = useState<Asked | null>(null);
  const asking: RetentionQueryInput = {
    ...draft,
    filter: among(draft.filter),
    period: query.period,
    timezone: query.timezone,
  };
  const asked = useAsk("retention", asking, (body, signal, queryId) =>
    request("POST /api/v1/query/retention", { body, signal, queryId }),
  );
  function peopleOf({ cohort, column, start, which, query: answered }: Asked): PeopleOf {
    const place = { query: answered, cohort, column, which };
    return {
      title: t("explore.retention.peopleTitle", {
        cohort: format.day(start, query.timezone),
        column: columns.long(column),
      }),
      description: t(column === 0 ? "explore.retention.beganHelp" : `explore.retention.help_${which}`),
      key: ["retention", place],
      of: { retention: place },
      ask: (page, signal) => request("POST /api/v1/query/retention/people", { body: { ...place, ...page }, signal }),
    };
  }
  return (
    <>
      <ExploreFrame
        kind="retention"
        sentence={words(draft)}
        dropped={dropped}
        query={<RetentionSentence draft={draft} onChange={change} />}
        asked={asked}
      >
        {(answer) => (
          <RetentionShown
            answer={answer}
            draft={draft}
            onPeople={(pressed) => setCell({ ...pressed, query: asking })}
          />
        )}
      </ExploreFrame>
      <PeoplePanel
        of={cell && peopleOf(cell)}
        onClose={() => setCell(null)}
        above={
          cell && cell.column > 0 ? (
            <Segmented
              label={t("explore.retention.which")}
              value={cell.which}
              onChange={(which) => setCell({ ...cell, which })}
              options={(["retained", "lost"] as const).map((value) => ({
                value,
                label: t(`explore.retention.which_${value}`),
              }))}
            />
          ) : null
        }
      />
    </>
  );
}

interface RetentionShownProps {
  answer: RetentionAnswer;
  draft: Draft<"retention">;
  onPeople: (cell: Cell) => void;
}

function RetentionShown({ answer, draft, onPeople }: RetentionShownProps) {
  const { t } = useTranslation();
  const columns = useColumnNames(draft);
  // Columns that no cohort has reached say nothing.
  const reached = answer.mean.filter(({ n }) => n > 0).length;
  const people = answer.cohorts.reduce((sum, { size }) => sum + size, 0);
  if (people === 0)
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-10 text-center text-muted text-sm">
        {t("explore.nobody")}
      </p>
    );
  return (
    <>
      <RetentionCurve mean={answer.mean.slice(0, reached)} columns={columns} />
      {draft.breakdown ? (
        <RetentionGroups groups={answer.groups} breakdown={draft.breakdown} reached={reached} columns={columns} />
      ) : null}
      <RetentionMatrix
        answer={answer}
        reached={reached}
        interval={draft.interval}
        columns={columns}
        onPeople={onPeople}
      />
    </>
  );
}
