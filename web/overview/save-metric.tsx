import { useQueryClient } from "@tanstack/react-query";
import { Save } from "lucide-react";
import { useState } from "react";
import type { QueryInput } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import {
  type NameGiven,
  periodOf,
  SaveDialog,
  savedQueriesQuery,
  useOpenQuery,
  usePutOnOverview,
} from "../saved-queries/saved-queries.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import { useView } from "../view/view.ts";

interface SaveMetricProps {
  /** The query of the page, without what its bar holds. */
  query: Omit<QueryInput, "period" | "compare" | "timezone">;
}

/** Keeps the number of a metric's page under a name, with the period, zone, comparison and customers of its bar. */
export function SaveMetric({ query }: SaveMetricProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const view = useView();
  const open = useOpenQuery();
  const putOnOverview = usePutOnOverview();
  const [isNaming, setNaming] = useState(false);
  if (!can("queries:edit")) return null;

  async function save({ onOverview, ...named }: NameGiven) {
    const whole: QueryInput = {
      ...query,
      filter: view.among(query.filter),
      period: periodOf(view.search, view.days),
      ...(view.query.compare ? { compare: view.query.compare } : {}),
      ...(view.search.tz ? { timezone: view.search.tz } : {}),
    };
    const saved = await request("POST /api/v1/saved-queries", { body: { ...named, query: whole } });
    // Known before the page asks for it: this page may not have listed them yet.
    await client.prefetchQuery({ ...savedQueriesQuery, staleTime: 0 });
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
