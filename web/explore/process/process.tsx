import { useState } from "react";
import type { ProcessAnswer, ProcessPeopleQuery, ProcessQueryInput } from "../../../contracts/understand/process.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { request } from "../../session/api.ts";
import { useView } from "../../view/view.ts";
import { ExploreFrame } from "../query/answer-frame.tsx";
import { type PeopleOf, PeoplePanel } from "../query/people-panel.tsx";
import { useAsk } from "../query/use-ask.ts";
import { useDraftQuery } from "../query/use-draft-query.ts";
import { ProcessExport } from "./process-export.tsx";
import { ProcessFigures } from "./process-figures.tsx";
import { ProcessGraph } from "./process-graph.tsx";
import { ProcessMap } from "./process-map.tsx";
import { ProcessSentence, useProcessWords } from "./process-query.tsx";
import { ProcessVariants } from "./process-variants.tsx";

/** Opens the people behind a number; a variant is called by its place. */
export type OpenProcessPeople = (of: ProcessPeopleQuery["of"], place?: number) => void;

/** The process that the log shows. */
export function ProcessPage() {
  const { t } = useTranslation();
  const [people, setPeople] = useState<PeopleOf | null>(null);
  const { draft, dropped, change } = useDraftQuery("process");
  const { query, among } = useView();
  const words = useProcessWords();
  const asking: ProcessQueryInput = {
    ...draft,
    filter: among(draft.filter),
    period: query.period,
    timezone: query.timezone,
  };
  const asked = useAsk("process", asking, (body, signal, queryId) =>
    request("POST /api/v1/query/process", { body, signal, queryId }),
  );
  const titleOf = (of: ProcessPeopleQuery["of"], place: number | undefined) => {
    if ("activity" in of) return of.activity;
    if ("start" in of) return t("explore.paths.bandTitle", { from: t("explore.process.begin"), to: of.start });
    if ("end" in of) return t("explore.paths.bandTitle", { from: of.end, to: t("explore.process.end") });
    return "from" in of ? t("explore.paths.bandTitle", of) : t("explore.process.nthVariant", { n: place });
  };
  const open: OpenProcessPeople = (of, place) => {
    setPeople({
      title: titleOf(of, place),
      description: t(draft.traceBy.by === "person" ? "explore.process.peopleHelp" : "explore.process.peopleOfTraces"),
      key: ["process", asking, of],
      of: { process: { query: asking, of } },
      ask: (page, signal) =>
        request("POST /api/v1/query/process/people", { body: { query: asking, of, ...page }, signal }),
    });
  };
  return (
    <>
      <ExploreFrame
        kind="process"
        sentence={words(draft)}
        dropped={dropped}
        query={<ProcessSentence draft={draft} onChange={change} />}
        asked={asked}
      >
        {(answer) => <ProcessShown answer={answer} query={asking} draft={draft} onPeople={open} />}
      </ExploreFrame>
      <PeoplePanel of={people} onClose={() => setPeople(null)} />
    </>
  );
}

interface ProcessShownProps {
  answer: ProcessAnswer;
  query: ProcessQueryInput;
  draft: Draft<"process">;
  onPeople: OpenProcessPeople;
}

function ProcessShown({ answer, query, draft, onPeople }: ProcessShownProps) {
  const { t } = useTranslation();
  if (answer.traces === 0)
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-10 text-center text-muted text-sm">
        {t("explore.process.noTraces")}
      </p>
    );
  return (
    <>
      <ProcessFigures answer={answer} />
      <ProcessGraph
        answer={answer}
        onPeople={onPeople}
        actions={
          <>
            <ProcessMap draft={draft} />
            <ProcessExport query={query} />
          </>
        }
      />
      <ProcessVariants answer={answer} onPeople={onPeople} />
    </>
  );
}
