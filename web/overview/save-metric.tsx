import { useQueryClient } from "@tanstack/react-query";
import { Save } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { QuestionInput } from "../../contracts/metrics.ts";
import { request } from "../api.ts";
import { useSession } from "../identity/session.ts";
import { useOpenQuestion } from "../saved-questions/open-question.ts";
import { type NameGiven, SaveDialog } from "../saved-questions/save-dialog.tsx";
import { periodOf } from "../saved-questions/saved-period.ts";
import { savedQuestionsQuery } from "../saved-questions/saved-question-queries.ts";
import { usePutOnOverview } from "../saved-questions/use-put-on-overview.ts";
import { useView } from "../shell/view.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";

interface SaveMetricProps {
  /** The question of the page, without what its bar holds. */
  question: Omit<QuestionInput, "period" | "compare" | "timezone">;
}

/** Keeps the number of a metric's page under a name, with the period, zone, comparison and customers of its bar. */
export function SaveMetric({ question }: SaveMetricProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const view = useView();
  const open = useOpenQuestion();
  const putOnOverview = usePutOnOverview();
  const [isNaming, setNaming] = useState(false);
  if (!can("questions:edit")) return null;

  async function save({ onOverview, ...named }: NameGiven) {
    const whole: QuestionInput = {
      ...question,
      filter: view.among(question.filter),
      period: periodOf(view.search, view.days),
      ...(view.question.compare ? { compare: view.question.compare } : {}),
      ...(view.search.tz ? { timezone: view.search.tz } : {}),
    };
    const saved = await request("POST /api/v1/saved-questions", { body: { ...named, question: whole } });
    // Known before the page asks for it: this page may not have listed them yet.
    await client.prefetchQuery({ ...savedQuestionsQuery, staleTime: 0 });
    toast.success(t("saved.done", { name: saved.name }));
    open(saved, { replace: true });
    if (onOverview) await putOnOverview(saved);
  }

  return (
    <>
      <Button icon={<Save className="size-3.5" aria-hidden />} onClick={() => setNaming(true)}>
        {t("saved.save")}
      </Button>
      {isNaming ? (
        <SaveDialog title={t("saved.saveTitle")} offersOverview onSave={save} onClose={() => setNaming(false)} />
      ) : null}
    </>
  );
}
