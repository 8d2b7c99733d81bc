import { useQueries, useQuery } from "@tanstack/react-query";
import { Filter } from "lucide-react";
import type { ExploreStep } from "../../../contracts/understand/explore.ts";
import { useTranslation } from "../../i18n/words.ts";
import { recordQueries } from "../../records/queries.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

interface FunnelStartProps {
  /** Steps that stand already. */
  has: number;
  onSteps: (steps: ExploreStep[]) => void;
}

const mostSteps = 20;

/** What a funnel needs, and one press to a first one: the steps of a journey that was designed here. */
export function FunnelStart({ has, onSteps }: FunnelStartProps) {
  const { t } = useTranslation();
  const journeys = useQuery(recordQueries("journeys").list());
  const designed = (journeys.data?.items ?? []).filter(({ boundSteps }) => boundSteps >= 2).slice(0, 2);
  const documents = useQueries({ queries: designed.map(({ id }) => recordQueries("journeys").one(id)) });
  return (
    <EmptyState
      icon={<Filter className="size-5" aria-hidden />}
      title={t(has === 0 ? "explore.funnel.startTitle" : "explore.funnel.oneMore")}
      body={t("explore.funnel.startBody")}
      action={documents.map(({ data }) => {
        if (!data) return null;
        const touchpoints = data.document.phases
          .flatMap(({ steps }) => steps)
          .flatMap(({ touchpointId }) => touchpointId ?? [])
          .slice(0, mostSteps);
        return (
          <Button key={data.id} onClick={() => onSteps(touchpoints.map((touchpointId) => ({ touchpointId })))}>
            {t("explore.funnel.fromJourney", { name: data.document.name })}
          </Button>
        );
      })}
    />
  );
}
