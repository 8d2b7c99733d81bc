import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Frown, HeartHandshake, type LucideIcon, Route, Target } from "lucide-react";
import type { Persona, PersonaQuote } from "../../contracts/understand/personas.ts";
import { ChannelIcon } from "../activity/activity.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { useView } from "../view/view.ts";
import { KpiTiles } from "./persona-kpis.tsx";
import { PersonaSize } from "./persona-size.tsx";
import { PortraitPicture } from "./portrait.tsx";

/** The sheet of a persona: who they are and what they want on one page, on screen and on paper. */
export function PersonaSheet({ persona }: { persona: Persona }) {
  const { t } = useTranslation();
  const { description, portrait, picture, segment, goals, needs, frustrations, quotes, kpis } = persona;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[18rem_minmax(0,1fr)] print:grid-cols-[13rem_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <section className="flex flex-col items-center gap-3 rounded-lg border border-line bg-surface p-5 text-center">
          <PortraitPicture portrait={portrait} picture={picture} className="size-36" />
          <PersonaSize segment={segment} />
          {segment !== null ? (
            <Link
              to="/customers/segments/$id"
              params={{ id: segment }}
              className="rounded-md text-accent-text text-sm hover:underline print:hidden"
            >
              {t("personas.openSegment")}
            </Link>
          ) : null}
        </section>
        <Channels channels={persona.channels} />
        <Journeys id={persona.id} segment={segment} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {description ? (
          <section aria-label={t("personas.description")} className="rounded-lg border border-line bg-surface p-5">
            <p className="max-w-160 whitespace-pre-line text-base leading-relaxed">{description}</p>
          </section>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-3 print:grid-cols-3">
          <Wishes title={t("personas.goals")} icon={Target} items={goals} />
          <Wishes title={t("personas.needs")} icon={HeartHandshake} items={needs} />
          <Wishes title={t("personas.frustrations")} icon={Frown} items={frustrations} />
        </div>
        {quotes.length > 0 ? <Quotes quotes={quotes} /> : null}
        <Numbers kpis={kpis} segment={segment} />
      </div>
    </div>
  );
}

function Wishes({ title, icon: Icon, items }: { title: string; icon: LucideIcon; items: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <section className="min-w-0 rounded-lg border border-line bg-surface p-4">
      <h2 className="mb-2 flex items-center gap-2 font-semibold text-base">
        <Icon className="size-4 text-faint" aria-hidden />
        {title}
      </h2>
      {items.length === 0 ? <p className="text-faint text-sm">{t("personas.nothingYet")}</p> : null}
      <ul className="flex flex-col gap-1.5 text-sm">
        {items.map((item) => (
          <li
            key={item}
            className="relative ps-3.5 before:absolute before:start-0 before:top-2 before:size-1.5 before:rounded-full before:bg-edge"
          >
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quotes({ quotes }: { quotes: readonly PersonaQuote[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t("personas.quotes")}>
      <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 print:grid-cols-2">
        {quotes.map((quote) => (
          <li key={`${quote.source?.event ?? ""} ${quote.text}`} className="min-w-0 border-accent border-s-2 ps-3">
            <blockquote className="text-base">“{quote.text}”</blockquote>
            <QuoteOrigin quote={quote} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Where a sentence comes from, with the way to who said it; typed ones are marked. */
export function QuoteOrigin({ quote: { source } }: { quote: PersonaQuote }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (source === null)
    return (
      <p className="mt-1">
        <Badge>{t("personas.assumption")}</Badge>
      </p>
    );
  const words = t("personas.said", { day: format.day(source.at) });
  return (
    <p className="mt-1 text-faint text-xs">
      {source.contactId ? (
        <Link
          to="/customers/$id"
          params={{ id: source.contactId }}
          className="rounded-md text-accent-text hover:underline print:text-faint"
        >
          {words}
        </Link>
      ) : (
        words
      )}
    </p>
  );
}

function Numbers({ kpis, segment }: Pick<Persona, "kpis" | "segment">) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days } = useView();
  if (segment === null || kpis.length === 0)
    return (
      <p className="rounded-lg border border-line border-dashed p-4 text-muted text-sm print:hidden">
        {t(segment === null ? "personas.noSegment" : "personas.noKpis")}
      </p>
    );
  const period = format.range(`${days.from}T12:00:00Z`, `${days.to}T12:00:00Z`, "UTC");
  return (
    <section>
      <h2 className="mb-3 font-semibold text-base">
        {t("personas.kpis")} <span className="ms-1 font-normal text-faint text-xs">{period}</span>
      </h2>
      <KpiTiles key={segment} kpis={kpis} filter={{ segment }} />
    </section>
  );
}

function Channels({ channels }: { channels: readonly string[] }) {
  const { t } = useTranslation();
  if (channels.length === 0) return null;
  return (
    <Card title={t("personas.channels")}>
      <ul className="flex flex-wrap gap-x-4 gap-y-2 text-sm">
        {channels.map((channel) => (
          <li key={channel} className="flex items-center gap-1.5">
            <ChannelIcon channel={channel} className="size-4 text-faint" />
            {channel}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The maps drawn for the persona; each opens on the numbers of its people. */
function Journeys({ id, segment }: { id: string; segment: string | null }) {
  const { t } = useTranslation();
  const { data, isError } = useQuery(recordQueries("journeys").list());
  const linked = data?.items.filter(({ personas }) => personas.includes(id)) ?? [];
  return (
    <Card title={t("personas.journeys")}>
      {linked.length === 0 ? (
        <p className="text-faint text-sm">
          {t(isError ? "personas.journeysFailed" : data ? "personas.noJourneys" : "ui.loading")}
        </p>
      ) : null}
      <ul className="flex flex-col gap-1.5 text-sm">
        {linked.map((journey) => (
          <li key={journey.id} className="flex min-w-0 items-center gap-2">
            <Route className="size-4 shrink-0 text-faint" aria-hidden />
            <Link
              to="/journeys/$id"
              params={{ id: journey.id }}
              search={(before) => ({ ...before, edit: undefined, segment: segment ?? undefined, persona: id })}
              className="truncate rounded-md hover:underline"
            >
              {journey.name}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
