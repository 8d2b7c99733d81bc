import { Plus } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useNew } from "../records/new-in-address.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { journeys } from "./journey-kind.ts";
import { NewJourney } from "./new-journey.tsx";

/** The journeys that were drawn here, and the ways to another. */
export function JourneysPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isNew, setNew] = useNew();
  return (
    <>
      <ListPage
        of={journeys}
        section={{ title: "nav.journeys", answers: "journeys.answers" }}
        search={t("journeys.search")}
        usual="-updated"
        hasFile
        headActs={
          can("journeys:edit") ? (
            <Button variant="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setNew(true)}>
              {t("journeys.new")}
            </Button>
          ) : null
        }
        columns={[
          { key: "phases", header: t("journeys.phases"), width: "6rem", as: "count", value: ({ phases }) => phases },
          {
            key: "steps",
            header: t("journeys.steps"),
            width: "6rem",
            sortable: true,
            as: "count",
            value: ({ steps }) => steps,
          },
          {
            key: "bound",
            header: t("journeys.bound"),
            align: "end",
            width: "12rem",
            value: ({ boundSteps }) => boundSteps,
            cell: ({ steps, boundSteps }) => (
              <span className="inline-flex items-center gap-2">
                <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-hover max-sm:hidden">
                  <span
                    className="block h-full rounded-full bg-accent"
                    style={{ width: steps === 0 ? 0 : `${(boundSteps / steps) * 100}%` }}
                  />
                </span>
                {t("journeys.boundOf", { bound: boundSteps, steps })}
              </span>
            ),
          },
          {
            key: "updated",
            header: t("journeys.updated"),
            width: "10rem",
            sortable: true,
            as: "ago",
            value: ({ updatedAt }) => updatedAt,
          },
        ]}
      />
      <NewJourney open={isNew && can("journeys:edit")} onClose={() => setNew(false)} />
    </>
  );
}
