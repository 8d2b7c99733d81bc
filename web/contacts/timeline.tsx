import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { EventItem } from "../../contracts/log/events.ts";
import { EventLine } from "../activity/activity.ts";
import { MarkLine } from "../charts/marks/mark-line.tsx";
import { type Mark, useMarkSource } from "../charts/marks/marks.ts";
import { seenQuery } from "../conditions/seen.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";

const everyChannel = "*";

/** Everything a customer did and said, over all channels, newest first. */
export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { workspace } = useSession();
  const { channel } = useSearch({ from: "/app/customers/$id" });
  const seen = useQuery(seenQuery);
  const timeline = useInfiniteQuery({
    queryKey: ["contacts", "timeline", id, channel],
    queryFn: ({ pageParam, signal }) =>
      request("GET /api/v1/contacts/:id/timeline", {
        params: { id },
        query: { channel, cursor: pageParam ?? undefined, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const events = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  const marks = useMarkSource()
    .useMarks(betweenOf(events))
    .marks.filter(({ isOfData }) => !isOfData);
  const days = byDay([...together(events), ...marks], (instant) => format.day(instant, workspace.timezone));
  const channels = [...new Set([...(seen.data?.channels ?? []), ...(channel ? [channel] : [])])].filter(Boolean);
  return (
    <Card
      title={t("customers.timeline")}
      actions={
        <Select
          label={t("customers.channel")}
          className="min-w-36"
          value={channel ?? everyChannel}
          onChange={(next) =>
            void navigate({
              to: ".",
              search: (before) => ({ ...before, channel: next === everyChannel ? undefined : next }),
              replace: true,
            })
          }
          options={[
            { value: everyChannel, label: t("customers.everyChannel") },
            ...channels.map((value) => ({ value, label: value })),
          ]}
        />
      }
    >
      {timeline.isError ? <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} /> : null}
      {timeline.isPending ? <SkeletonRows rows={8} /> : null}
      {timeline.data && events.length === 0 ? (
        <p className="py-6 text-center text-faint text-sm">
          {channel ? t("customers.noEventsHere", { channel }) : t("customers.noEvents")}
        </p>
      ) : null}
      <div className="flex flex-col gap-5">
        {days.map(([day, lines]) => (
          <section key={day} aria-label={day}>
            <h3 className="mb-1 font-medium text-faint text-xs">{day}</h3>
            <ol className="flex flex-col">
              {lines.map((line) =>
                "title" in line ? (
                  <MarkLine key={line.id} mark={line} />
                ) : (
                  <EventLine key={line[0].id} events={line} timezone={workspace.timezone} />
                ),
              )}
            </ol>
          </section>
        ))}
      </div>
      {timeline.hasNextPage ? (
        <Button className="mt-4" busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t("customers.earlier")}
        </Button>
      ) : null}
      {events.length > 0 && !timeline.hasNextPage ? (
        <p className="mt-4 text-faint text-xs">{t("customers.beginning")}</p>
      ) : null}
    </Card>
  );
}

/** An event or the answers that were given together, or what was going on then. */
type Line = [EventItem, ...EventItem[]] | Mark;

const instantOf = (line: Line) => ("title" in line ? line.happenedAt : line[0].timestamp);

/** From the first to the last of what is shown; null where nothing is. */
function betweenOf(events: readonly EventItem[]) {
  const [newest, oldest] = [events[0], events.at(-1)];
  if (!newest || !oldest) return null;
  // What happened in the last moment happened before the next.
  return { from: oldest.timestamp, to: new Date(Date.parse(newest.timestamp) + 1).toISOString() };
}

/** The newest first. */
function byDay(lines: readonly Line[], dayOf: (instant: string) => string): [string, Line[]][] {
  const days = new Map<string, Line[]>();
  for (const line of [...lines].sort((a, b) => Date.parse(instantOf(b)) - Date.parse(instantOf(a)))) {
    const day = dayOf(instantOf(line));
    const known = days.get(day);
    if (known) known.push(line);
    else days.set(day, [line]);
  }
  return [...days];
}

/** Answers of one submission stand together; everything else alone. */
function together(events: readonly EventItem[]): [EventItem, ...EventItem[]][] {
  const lines: [EventItem, ...EventItem[]][] = [];
  for (const event of events) {
    const last = lines.at(-1);
    const submission = event.feedback?.submissionId;
    if (last && submission && last[0].feedback?.submissionId === submission) last.push(event);
    else lines.push([event]);
  }
  return lines;
}
