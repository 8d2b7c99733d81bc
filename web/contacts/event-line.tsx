import { ChevronRight, Quote } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventItem } from "../../contracts/events.ts";
import { Badge } from "../ui/badge.tsx";
import { cx } from "../ui/class-names.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { useFormat } from "../ui/format.ts";
import { ChannelIcon } from "./channel-icon.tsx";
import { eventDetails, eventTitle } from "./event-words.ts";

/** One event as a line one can read; its properties are one press away. */
export function EventLine({ event, timezone }: { event: EventItem; timezone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = useId();
  const details = event.feedback ? [] : eventDetails(event, format);
  return (
    <li className="relative ps-9 before:absolute before:inset-y-0 before:start-3.5 before:w-px before:bg-line first:before:top-4 last:before:bottom-auto last:before:h-4">
      <span className="absolute start-0 top-1 flex size-7 items-center justify-center rounded-full border border-line bg-surface text-muted">
        <ChannelIcon channel={event.channel} className="size-3.5" />
      </span>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex w-full min-w-0 items-baseline gap-x-3 rounded-md px-2 py-1.5 text-start text-sm hover:bg-hover"
      >
        <ChevronRight
          className={cx("size-3 shrink-0 self-center text-faint transition-transform", open && "rotate-90")}
          aria-hidden
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
          <span className="font-medium">{event.feedback ? feedbackTitle(event, t) : eventTitle(event, t)}</span>
          {details.length > 0 ? <span className="min-w-0 truncate text-muted">{details.join(" · ")}</span> : null}
          <span className="text-faint text-xs">{[event.channel, event.touchpoint].filter(Boolean).join(" · ")}</span>
        </span>
        <time dateTime={event.timestamp} className="figures shrink-0 text-faint text-xs">
          {format.time(event.timestamp, timezone)}
        </time>
      </button>
      {event.feedback ? <Said feedback={event.feedback} /> : null}
      {open ? (
        <div id={id} className="mx-2 mb-2 rounded-md bg-sunken">
          <CodeBlock label={t("customers.properties")} text={rawOf(event)} className="max-h-80" />
        </div>
      ) : null}
    </li>
  );
}

function rawOf({ type, event, id, source, properties }: EventItem): string {
  return JSON.stringify({ type, event, messageId: id, source, properties }, null, 2);
}

function feedbackTitle({ feedback }: EventItem, t: (key: string, values?: Record<string, unknown>) => string): string {
  return feedback?.question || t("customers.event.answered");
}

/** A score beyond these counts as good or bad on its own scale; between them it is neither. */
const bounds: Record<string, [bad: number, good: number]> = { nps: [6, 9], csat: [2, 4], ces: [3, 5], rating: [2, 4] };

function Said({ feedback }: { feedback: NonNullable<EventItem["feedback"]> }) {
  const { t } = useTranslation();
  const { type, score, text } = feedback;
  const [bad, good] = bounds[type] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const tone = score === null ? "neutral" : score >= good ? "positive" : score <= bad ? "negative" : "neutral";
  if (score === null && !text) return null;
  return (
    <div className="mx-2 mb-2 flex items-start gap-3 rounded-md bg-sunken px-3 py-2 text-sm">
      {score === null ? null : (
        <Badge tone={tone}>
          {t(`customers.feedbackType.${type}`, { defaultValue: type })} {score}
        </Badge>
      )}
      {text ? (
        <blockquote className="flex min-w-0 gap-1.5">
          <Quote className="mt-1 size-3 shrink-0 text-faint" aria-hidden />
          <p className="min-w-0">{text}</p>
        </blockquote>
      ) : null}
    </div>
  );
}
