import { useQueryClient } from "@tanstack/react-query";
import { Save } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { QuestionInput } from "../../contracts/understand/metrics.ts";
import {
  type NameGiven,
  periodOf,
  SaveDialog,
  savedQuestionsQuery,
  useOpenQuestion,
  usePutOnOverview,
} from "../saved-questions/saved-questions.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import { useView } from "../view/view.ts";

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
