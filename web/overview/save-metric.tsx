import { Save } from "lucide-react";
import { useState } from "react";
import type { QueryInput } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import { periodOf, SaveDialog } from "../saved-queries/saved-queries.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { useView } from "../view/view.ts";

interface SaveMetricProps {
  /** The query of the page, without what its bar holds. */
  query: Omit<QueryInput, "period" | "compare" | "timezone">;
}

/** Keeps the number of a metric's page under a name, with the period, zone, comparison and customers of its bar. */
export function SaveMetric({ query }: SaveMetricProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const view = useView();
  const [isNaming, setNaming] = useState(false);
  if (!can("queries:edit")) return null;

  const whole: QueryInput = {
    ...query,
    filter: view.among(query.filter),
    period: periodOf(view.search, view.days),
    ...(view.query.compare ? { compare: view.query.compare } : {}),
    ...(view.search.tz ? { timezone: view.search.tz } : {}),
  };
  return (
    <>
      <Button icon={<Save className="size-3.5" aria-hidden />} onClick={() => setNaming(true)}>
        {t("saved.save")}
      </Button>
      {isNaming ? <SaveDialog query={whole} onClose={() => setNaming(false)} /> : null}
    </>
  );
}
