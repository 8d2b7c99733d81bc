import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { EventItem } from "../../contracts/log/events.ts";
import { ChannelIcon, eventTitle } from "../activity/activity.ts";
import { Traits } from "../contacts/contacts.ts";
import { useTranslation } from "../i18n/words.ts";
import { PeopleList } from "../people/people.ts";
import { KpiTiles } from "../personas/personas.ts";
import { RecordPage } from "../records/record-page.tsx";
import { request } from "../session/api.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";
import { accounts } from "./account-kind.ts";

/** Shown of every account; what was never asked or done says so in its place. */
const numbers = [{ metric: "people" }, { metric: "nps" }, { metric: "csat" }, { metric: "ces" }];

/** One account: how it is doing, who belongs to it, and what they did lately. */
export function AccountPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { days } = useView();
  const { id } = useParams({ from: "/app/customers/accounts/$id" });
  const period = format.range(`${days.from}T12:00:00Z`, `${days.to}T12:00:00Z`, "UTC");
  return (
    <RecordPage
      of={accounts}
      answers={({ name, people, firstSeenAt, lastSeenAt }) => (
        <span className="flex flex-wrap gap-x-4 gap-y-0.5">
          {name === id ? null : <span className="break-all font-mono">{id}</span>}
          <span>{t("accounts.peopleOf", { count: people })}</span>
          <span>{t("customers.since", { date: format.day(firstSeenAt) })}</span>
          <span>{t("customers.last", { ago: format.ago(lastSeenAt) })}</span>
        </span>
      )}
    >
      {({ traits }) => (
        <div className="flex flex-col gap-6">
          <section>
            <h2 className="mb-3 font-semibold text-base">
              {t("accounts.numbers")} <span className="ms-1 font-normal text-faint text-xs">{period}</span>
            </h2>
            <KpiTiles key={id} kpis={numbers} filter={{ group: id }} />
          </section>
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <Card title={t("accounts.who")}>
              <PeopleList
                queryKey={["accounts", "people", id]}
                of={{ account: { id } }}
                limit={50}
                skeletonRows={6}
                ask={(page, signal) =>
                  request("GET /api/v1/accounts/:id/people", { params: { id }, query: page, signal })
                }
              />
            </Card>
            <div className="flex min-w-0 flex-col gap-4">
              <Traits traits={traits} />
              <Events id={id} />
            </div>
          </div>
        </div>
      )}
    </RecordPage>
  );
}

function Events({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["accounts", "events", id],
    queryFn: ({ signal }) =>
      request("GET /api/v1/accounts/:id/events", { params: { id }, query: { limit: 20 }, signal }),
  });
  return (
    <Card title={t("accounts.events")} description={t("accounts.eventsHelp")}>
      {found.isError ? (
        <ErrorState error={found.error} title={t("accounts.eventsFailed")} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <SkeletonRows rows={5} />
      ) : found.data.items.length === 0 ? (
        <p className="text-faint text-sm">{t("customers.noEvents")}</p>
      ) : (
        <ul className="flex flex-col">
          {found.data.items.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What happened, with the way to who did it. */
function EventRow({ event }: { event: EventItem }) {
  const { t, wordOr } = useTranslation();
  const format = useFormat();
  const { timezone } = useView();
  const { feedback, channel, contactId, timestamp } = event;
  const kind = feedback ? wordOr(`customers.feedbackType.${feedback.type}`, feedback.type) : "";
  const title = feedback ? feedback.text || `${kind} ${feedback.score ?? ""}` : eventTitle(event, t);
  const line = (
    <>
      <ChannelIcon channel={channel} className="mt-0.5 size-3.5 shrink-0 text-faint" />
      <span className="line-clamp-2 min-w-0 flex-1">{title}</span>
      <time dateTime={timestamp} className="figures shrink-0 text-faint text-xs">
        {format.moment(timestamp, timezone)}
      </time>
    </>
  );
  const look = "flex min-h-9 items-start gap-2 rounded-md px-1 py-1.5 text-sm";
  return (
    <li className="border-line border-b last:border-b-0">
      {contactId ? (
        <Link to="/customers/$id" params={{ id: contactId }} className={`${look} hover:bg-hover`}>
          {line}
        </Link>
      ) : (
        <span className={look}>{line}</span>
      )}
    </li>
  );
}
