import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, UserRound } from "lucide-react";
import type { Persona } from "../../contracts/understand/personas.ts";
import { useTranslation } from "../i18n/words.ts";
import { CustomerTabs } from "../records/customer-tabs.tsx";
import { personasQuery } from "../records/persona-queries.ts";
import { useSession } from "../session/session.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { KpiLines } from "./persona-kpis.tsx";
import { PersonaSize } from "./persona-size.tsx";
import { PortraitPicture } from "./portrait.tsx";

/** The personas under Customers: a face for each group of customers, with live numbers. */
export function PersonasPage() {
  const { t } = useTranslation();
  return (
    <>
      <CustomerTabs />
      <h2 className="sr-only">{t("personas.many")}</h2>
      <Personas />
    </>
  );
}

function Personas() {
  const { t } = useTranslation();
  const { can } = useSession();
  const found = useQuery(personasQuery);
  if (found.isError)
    return <ErrorState error={found.error} title={t("personas.loadFailed")} onRetry={() => void found.refetch()} />;
  const create = can("personas:edit") ? (
    <Link to="/customers/personas/$id" params={{ id: "new" }} className={buttonClass({ variant: "primary" })}>
      <Plus className="size-4" aria-hidden />
      {t("personas.new")}
    </Link>
  ) : null;
  if (found.data?.items.length === 0)
    return (
      <EmptyState
        icon={<UserRound className="size-5" aria-hidden />}
        title={t("personas.emptyTitle")}
        body={t("personas.emptyBody")}
        action={create}
      />
    );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-160 text-muted text-sm">{t("personas.about")}</p>
        {create}
      </div>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3" aria-busy={found.isPending}>
        {found.data
          ? found.data.items.map((persona) => <PersonaCard key={persona.id} persona={persona} />)
          : [1, 2, 3].map((at) => (
              <li key={at}>
                <Skeleton className="h-56 w-full rounded-lg" />
              </li>
            ))}
      </ul>
    </>
  );
}

function PersonaCard({ persona }: { persona: Persona }) {
  const { t } = useTranslation();
  const { id, name, description, portrait, picture, segment, kpis } = persona;
  return (
    <li className="relative flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-edge">
      <div className="flex items-center gap-3">
        <PortraitPicture portrait={portrait} picture={picture} className="size-16" />
        <div className="min-w-0">
          <h3 className="font-semibold text-base">
            <Link
              to="/customers/personas/$id"
              params={{ id }}
              className="rounded-md after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
            >
              {name}
            </Link>
          </h3>
          <PersonaSize segment={segment} />
        </div>
      </div>
      {description ? <p className="line-clamp-2 text-muted text-sm">{description}</p> : null}
      {segment !== null && kpis.length > 0 ? (
        <div className="mt-auto border-line border-t pt-3">
          <KpiLines kpis={kpis.slice(0, 3)} filter={{ segment }} />
        </div>
      ) : (
        <p className="mt-auto border-line border-t pt-3 text-faint text-xs">
          {t(segment === null ? "personas.noSegment" : "personas.noKpis")}
        </p>
      )}
    </li>
  );
}
