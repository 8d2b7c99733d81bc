import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, Pause, Play, Radio } from "lucide-react";
import { useDeferredValue, useEffect, useId, useRef, useState } from "react";
import type { EventItem } from "../../contracts/log/events.ts";
import { useTranslation } from "../i18n/words.ts";
import { queryClient, request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { curlSnippet, keyPlaceholder, useExampleKey } from "../sources/sources.ts";
import { Badge } from "../ui/badge.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SearchInput } from "../ui/field.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Snippet } from "../ui/snippet.tsx";
import { toast } from "../ui/toast.tsx";
import { ChannelIcon } from "./channel-icon.tsx";
import { eventDetails, eventTitle } from "./event-words.ts";
import { questionOf } from "./said.tsx";

const pollMilliseconds = 2000;
/** More than this cannot be read anyway, and the page stays quick. */
const mostKept = 200;

/** The newest events first; asks only for what came since, and keeps nothing twice. */
function useTail(paused: boolean) {
  const since = useRef<string | undefined>(undefined);
  const [events, setEvents] = useState<EventItem[]>([]);
  const gone = useRef<string[]>([]);
  const tail = useQuery({
    queryKey: ["events", "tail"],
    queryFn: async ({ signal }) => {
      const page = await request("GET /api/v1/events/recent", { query: { after: since.current, limit: 100 }, signal });
      since.current = page.asOf;
      return page;
    },
    refetchInterval: paused ? false : pollMilliseconds,
    enabled: !paused,
    gcTime: 0,
    staleTime: 0,
    // The next look comes soon anyway.
    retry: false,
  });
  // While it looks again after a failure it has no error of its own; what failed last still counts.
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    if (tail.error) setFailure(tail.error);
    else if (tail.isSuccess) setFailure(null);
  }, [tail.error, tail.isSuccess]);
  useEffect(() => {
    const arrived = tail.data?.items;
    if (!arrived || arrived.length === 0) return;
    setEvents((before) => {
      const known = new Set([...before.map(({ id }) => id), ...gone.current]);
      const fresh = arrived.filter(({ id }) => !known.has(id));
      return fresh.length === 0 ? before : [...fresh, ...before].slice(0, mostKept);
    });
  }, [tail.data]);
  const withoutTests = () => {
    // A look that was under way when they were deleted may still bring them.
    gone.current = events.filter(({ isTest }) => isTest).map(({ id }) => id);
    setEvents((before) => before.filter(({ isTest }) => !isTest));
  };
  return { tail, events, failure, withoutTests };
}

export function LiveTab() {
  const { t } = useTranslation();
  const [paused, setPaused] = useState(false);
  const [text, setText] = useState("");
  const { tail, events, failure, withoutTests } = useTail(paused);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const shown = wanted ? events.filter((event) => JSON.stringify(event).toLowerCase().includes(wanted)) : events;

  if (failure && events.length === 0)
    return <ErrorState error={failure} title={t("data.live.failed")} onRetry={() => void tail.refetch()} />;
  if (tail.isPending && events.length === 0) return <SkeletonRows rows={8} />;
  if (events.length === 0) return <NothingYet />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          icon={paused ? <Play className="size-3.5" aria-hidden /> : <Pause className="size-3.5" aria-hidden />}
          onClick={() => setPaused(!paused)}
        >
          {paused ? t("data.live.resume") : t("data.live.pause")}
        </Button>
        <div className="min-w-48 flex-1 sm:max-w-80">
          <SearchInput label={t("data.live.filter")} value={text} onChange={({ target }) => setText(target.value)} />
        </div>
        <p className="flex items-center gap-2 text-muted text-sm">
          <Pulse paused={paused} failed={failure !== null} />
          {failure ? t("data.live.lost") : paused ? t("data.live.paused") : t("data.live.listening")}
          <span className="figures text-faint">
            {wanted
              ? t("data.live.matching", { shown: shown.length, count: events.length })
              : t("data.live.count", { count: events.length })}
          </span>
        </p>
      </div>
      <TestEvents hasNew={events.some(({ isTest }) => isTest)} onDeleted={withoutTests} />
      {shown.length === 0 ? (
        <p className="py-10 text-center text-faint text-sm">{t("data.live.noMatch", { text: text.trim() })}</p>
      ) : (
        <ol className="overflow-hidden rounded-lg border border-line bg-surface">
          {shown.map((event) => (
            <TailLine key={event.id} event={event} />
          ))}
        </ol>
      )}
    </div>
  );
}

const testsKey = ["events", "tests"];

/** How much was sent as a test, to be deleted with one press; nothing where there is none. */
function TestEvents({ hasNew, onDeleted }: { hasNew: boolean; onDeleted: () => void }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const tests = useQuery({
    queryKey: [...testsKey, hasNew],
    queryFn: ({ signal }) => request("GET /api/v1/events/tests", { signal }),
  });
  const removal = useMutation({
    mutationFn: () => request("DELETE /api/v1/events/tests", {}),
    onSuccess: () => {
      onDeleted();
      toast.success(t("data.live.testsDeleted"));
    },
    onError: (error) => toast.error(t("data.live.testsKept"), { description: reasonOf(error) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: testsKey }),
  });
  const count = tests.data?.count ?? 0;
  if (count === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-warning-soft px-3 py-1.5 text-sm">
      <span>{t("data.live.tests", { count })}</span>
      {can("events:write") ? (
        <Button size="sm" busy={removal.isPending} onClick={() => removal.mutate()}>
          {t("data.live.deleteTests")}
        </Button>
      ) : null}
    </div>
  );
}

function Pulse({ paused, failed }: { paused: boolean; failed: boolean }) {
  const tone = failed ? "bg-negative" : paused ? "bg-edge" : "bg-positive animate-pulse";
  return <span aria-hidden className={cx("size-2 rounded-full", tone)} />;
}

function TailLine({ event }: { event: EventItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const [open, setOpen] = useState(false);
  const id = useId();
  const who = event.userId || event.anonymousId;
  const summary = event.feedback
    ? [questionOf(event), event.feedback.score ?? "", event.feedback.text].filter((part) => part !== "").join(" · ")
    : eventDetails(event, format).join(" · ");
  return (
    <li className="border-line border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[auto_auto_1fr_auto] items-center gap-x-3 px-3 py-2 text-start text-sm hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight className={cx("size-3.5 text-faint transition-transform", open && "rotate-90")} aria-hidden />
        <ChannelIcon channel={event.channel} className="size-4 text-muted" />
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
          <span className="font-medium">{eventTitle(event, t)}</span>
          {event.isTest ? <Badge tone="warning">{t("data.live.test")}</Badge> : null}
          <span className="min-w-0 truncate text-muted">{summary}</span>
          <span className="text-faint text-xs">{[event.channel, who].filter(Boolean).join(" · ")}</span>
        </span>
        <time
          dateTime={event.receivedAt}
          title={t("data.live.received", { at: format.moment(event.receivedAt) })}
          className="figures text-faint text-xs"
        >
          {format.clock(event.receivedAt)}
        </time>
      </button>
      <div id={id} hidden={!open} className="border-line border-t bg-sunken px-3 py-2">
        {open ? (
          <>
            <div className="mb-2 flex flex-wrap items-center gap-2 text-xs">
              <Badge>{event.type}</Badge>
              <span className="text-faint">{t("data.live.happened", { at: format.moment(event.timestamp) })}</span>
              {can("contacts:read") && event.contactId && event.contactId !== "0" ? (
                <Link
                  to="/customers/$id"
                  params={{ id: event.contactId }}
                  className="font-medium text-accent-text hover:underline"
                >
                  {t("data.live.toCustomer")}
                </Link>
              ) : null}
            </div>
            <CodeBlock label={t("data.live.json")} text={JSON.stringify(event, null, 2)} className="-mx-3 max-h-96" />
          </>
        ) : null}
      </div>
    </li>
  );
}

function NothingYet() {
  const { t } = useTranslation();
  const exampleKey = useExampleKey();
  return (
    <div className="flex flex-col gap-4">
      <EmptyState
        icon={<Radio className="size-5" aria-hidden />}
        title={t("data.live.emptyTitle")}
        body={
          exampleKey === keyPlaceholder ? t("data.live.emptyBody", { key: keyPlaceholder }) : t("data.live.emptyReady")
        }
        action={
          <Link to="/data" className={buttonClass({ variant: "primary" })}>
            {t("data.live.toKeys")}
          </Link>
        }
      />
      <Snippet label={t("data.keys.snippet.curl")} text={curlSnippet(exampleKey)} />
    </div>
  );
}
