import { useTranslation } from "react-i18next";
import type { RetentionAnswer } from "../../contracts/retention.ts";
import { request } from "../api.ts";
import { useView } from "../shell/view.ts";
import { ExploreFrame } from "./answer-frame.tsx";
import type { Draft } from "./question-url.ts";
import { RetentionCurve } from "./retention-curve.tsx";
import { RetentionMatrix } from "./retention-matrix.tsx";
import { RetentionSentence, useRetentionWords } from "./retention-question.tsx";
import { useAsk } from "./use-ask.ts";
import { useDraftQuestion } from "./use-draft-question.ts";

/** Who comes back, by when they first came. */
export function RetentionPage() {
  const { draft, dropped, change } = useDraftQuestion("retention");
  const { question } = useView();
  const words = useRetentionWords();
  const asked = useAsk(
    "retention",
    { ...draft, period: question.period, timezone: question.timezone },
    (body, signal) => request("POST /api/v1/query/retention", { body, signal }),
  );
  return (
    <ExploreFrame
      sentence={words(draft)}
      dropped={dropped}
      question={<RetentionSentence draft={draft} onChange={change} />}
      asked={asked}
    >
      {(answer) => <RetentionShown answer={answer} draft={draft} />}
    </ExploreFrame>
  );
}

function RetentionShown({ answer, draft }: { answer: RetentionAnswer; draft: Draft<"retention"> }) {
  const { t } = useTranslation();
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
      <RetentionCurve mean={answer.mean.slice(0, reached)} interval={draft.interval} />
      <RetentionMatrix answer={answer} reached={reached} interval={draft.interval} />
    </>
  );
}
