import { useQuery } from "@tanstack/react-query";
import { Waypoints } from "lucide-react";
import type { ExploreStep } from "../../../contracts/understand/explore.ts";
import { seenQuery } from "../../conditions/seen.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

/** What paths need, and one press to the first: from one of the most frequent events. */
export function PathsStart({ onFrom }: { onFrom: (step: ExploreStep) => void }) {
  const { t } = useTranslation();
  const seen = useQuery(seenQuery);
  return (
    <EmptyState
      icon={<Waypoints className="size-5" aria-hidden />}
      title={t("explore.paths.startTitle")}
      body={t("explore.paths.startBody")}
      action={(seen.data?.events ?? []).slice(0, 3).map(({ name }) => (
        <Button key={name} onClick={() => onFrom({ condition: { field: "event", op: "eq", value: name } })}>
          {t("explore.paths.startFrom", { name })}
        </Button>
      ))}
    />
  );
}
