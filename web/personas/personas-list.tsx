import { Link } from "@tanstack/react-router";
import type { Persona } from "../../contracts/understand/personas.ts";
import { customersSection } from "../contacts/contacts.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { personas } from "./persona-kind.ts";
import { KpiLines } from "./persona-kpis.tsx";
import { PersonaSize } from "./persona-size.tsx";
import { PortraitPicture } from "./portrait.tsx";

/** The personas under Customers: a face for each group of customers, with live numbers. */
export function PersonasPage() {
  const { t } = useTranslation();
  return (
    <ListPage
      of={personas}
      section={customersSection}
      about={t("personas.about")}
      search={t("personas.search")}
      card={(persona) => <PersonaCard persona={persona} />}
      columns={[
        { key: "channels", header: t("personas.channels"), filterBy: ({ channels }) => channels, cell: () => null },
      ]}
    />
  );
}

function PersonaCard({ persona }: { persona: Persona }) {
  const { t } = useTranslation();
  const { id, name, description, portrait, picture, segment, kpis } = persona;
  return (
    <>
      <div className="flex items-center gap-3">
        <PortraitPicture portrait={portrait} picture={picture} className="size-16" />
        <div className="min-w-0 pe-6">
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
    </>
  );
}
