import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ProcessAnswer,
  ProcessPeopleQuestion,
  ProcessQuestionInput,
} from "../../../contracts/understand/process.ts";
import type { Draft } from "../../saved-questions/saved-questions.ts";
import { request } from "../../session/api.ts";
import { useView } from "../../view/view.ts";
import { ExploreFrame } from "../question/answer-frame.tsx";
import { type PeopleOf, PeoplePanel } from "../question/people-panel.tsx";
import { useAsk } from "../question/use-ask.ts";
import { useDraftQuestion } from "../question/use-draft-question.ts";
import { ProcessExport } from "./process-export.tsx";
import { ProcessFigures } from "./process-figures.tsx";
import { ProcessGraph } from "./process-graph.tsx";
import { ProcessMap } from "./process-map.tsx";
import { ProcessSentence, useProcessWords } from "./process-question.tsx";
import { ProcessVariants } from "./process-variants.tsx";

/** Opens the people behind a number; a variant is called by its place. */
export type OpenProcessPeople = (of: ProcessPeopleQuestion["of"], place?: number) => void;

/** The process that the log shows. */
export function ProcessPage() {
  const { t } = useTranslation();
  const [people, setPeople] = useState<PeopleOf | null>(null);
  const { draft, dropped, change } = useDraftQuestion("process");
  const { question, among } = useView();
  const words = useProcessWords();
  const asking: ProcessQuestionInput = {
    ...draft,
    filter: among(draft.filter),
    period: question.period,
    timezone: question.timezone,
  };
  const asked = useAsk("process", asking, (body, signal, questionId) =>
    request("POST /api/v1/query/process", { body, signal, questionId }),
  );
  const titleOf = (of: ProcessPeopleQuestion["of"], place: number | undefined) => {
    if ("activity" in of) return of.activity;
    if ("start" in of) return t("explore.paths.bandTitle", { from: t("explore.process.begin"), to: of.start });
    if ("end" in of) return t("explore.paths.bandTitle", { from: of.end, to: t("explore.process.end") });
    return "from" in of ? t("explore.paths.bandTitle", of) : t("explore.process.nthVariant", { n: place });
  };
  const open: OpenProcessPeople = (of, place) => {
    setPeople({
      title: titleOf(of, place),
      description: t(draft.caseBy.by === "person" ? "explore.process.peopleHelp" : "explore.process.peopleOfCases"),
      key: ["process", asking, of],
      of: { process: { question: asking, of } },
      ask: (page, signal) =>
        request("POST /api/v1/query/process/people", { body: { question: asking, of, ...page }, signal }),
    });
  };
  return (
    <>
      <ExploreFrame
        kind="process"
        sentence={words(draft)}
        dropped={dropped}
        question={<ProcessSentence draft={draft} onChange={change} />}
        asked={asked}
      >
        {(answer) => <ProcessShown answer={answer} question={asking} draft={draft} onPeople={open} />}
      </ExploreFrame>
      <PeoplePanel of={people} onClose={() => setPeople(null)} />
    </>
  );
}

interface ProcessShownProps {
  answer: ProcessAnswer;
  question: ProcessQuestionInput;
  draft: Draft<"process">;
  onPeople: OpenProcessPeople;
}

function ProcessShown({ answer, question, draft, onPeople }: ProcessShownProps) {
  const { t } = useTranslation();
  if (answer.cases === 0)
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-10 text-center text-muted text-sm">
        {t("explore.process.noCases")}
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
            <ProcessExport question={question} />
          </>
        }
      />
      <ProcessVariants answer={answer} onPeople={onPeople} />
    </>
  );
}
