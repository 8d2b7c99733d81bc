import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Route } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { addPhase, addStep } from "./document/document.ts";
import type { Draft } from "./document/use-draft.ts";
import { journeys } from "./journey-kind.ts";
import { Starts } from "./starts.tsx";

interface EmptyMapProps {
  journeyId: string;
  draft: Draft;
  onEdit: () => void;
}

/** A journey without steps offers the ways to start. */
export function EmptyMap({ journeyId, draft, onEdit }: EmptyMapProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  if (!can("journeys:edit"))
    return (
      <EmptyState
        icon={<Route className="size-5" aria-hidden />}
        title={t("journey.emptyTitle")}
        body={t("journey.emptyViewer")}
      />
    );
  return (
    <section className="rounded-lg border border-line border-dashed p-5 sm:p-8">
      <h2 className="font-semibold text-lg">{t("journey.emptyTitle")}</h2>
      <p className="mt-1 mb-5 max-w-160 text-muted text-sm">{t("journey.emptyBody")}</p>
      <Starts
        onFile={async (file) => {
          // Importing makes the touchpoints; what it drew is then taken over, so that this map keeps its address and name.
          const made = await request("POST /api/v1/journeys/import", { body: file });
          draft.edit((before) => ({ ...made.document, name: before.name, description: before.description }));
          await draft.flush();
          await request("DELETE /api/v1/journeys/:id", { params: { id: made.id } });
          void recordQueries("touchpoints").changed();
          void client.invalidateQueries({ queryKey: journeys.list().queryKey });
        }}
        onDiscover={() => void navigate({ to: "/journeys/discover", search: { into: journeyId } })}
        onBlank={async () => {
          draft.edit((before) => {
            const named = addPhase(before, 0, t("journey.newPhase"));
            const [phase] = named.phases;
            return phase ? addStep(named, phase.id, 0, t("journey.newStep")) : named;
          });
          onEdit();
        }}
      />
    </section>
  );
}
