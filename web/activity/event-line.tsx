import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import type { EventItem } from "../../contracts/log/events.ts";
import { type Translate, useTranslation } from "../i18n/words.ts";
import { cx } from "../ui/class-names.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { useFormat } from "../ui/format.ts";
import { ChannelIcon } from "./channel-icon.tsx";
import { eventDetails, eventTitle } from "./event-words.ts";
import { questionOf, Said } from "./said.tsx";

interface EventLineProps {
  /** One event, or the answers that were given together. */
  events: readonly [EventItem, ...EventItem[]];
  timezone: string;
}

/** What happened as a line one can read; the properties are one press away. */
export function EventLine({ events, timezone }: EventLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = useId();
  const [event] = events;
  const title = event.feedback ? answeredTitle(events, t) : eventTitle(event, t);
  const details = event.feedback ? [] : eventDetails(event, format);
  return (
    <li className="relative ps-9 before:absolute before:inset-y-0 before:start-3.5 before:w-px before:bg-line first:before:top-4 last:before:bottom-auto last:before:h-4">
      <span className="absolute start-0 top-0.5 flex size-7 items-center justify-center rounded-full border border-line bg-surface text-muted">
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
          className={cx("mt-1 size-3 shrink-0 self-start text-faint transition-transform", open && "rotate-90")}
          aria-hidden
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
          <span className="font-medium">{title}</span>
          {details.length > 0 ? <span className="min-w-0 break-words text-muted">{details.join(" · ")}</span> : null}
          <span className="text-faint text-xs">
            {[event.channel, event.touchpoint, event.unit].filter(Boolean).join(" · ")}
          </span>
        </span>
        <time dateTime={event.timestamp} className="figures shrink-0 text-faint text-xs">
          {format.time(event.timestamp, timezone)}
        </time>
      </button>
      {event.feedback ? <Said events={events} /> : null}
      <div id={id} hidden={!open} className="mx-2 mb-2 rounded-md bg-sunken">
        {open
          ? events.map((each) => (
              <CodeBlock key={each.id} label={t("customers.properties")} text={rawOf(each)} className="max-h-80" />
            ))
          : null}
      </div>
    </li>
  );
}

function rawOf({ type, event, id, source, properties }: EventItem): string {
  return JSON.stringify({ type, event, messageId: id, source, properties }, null, 2);
}

function answeredTitle(events: readonly [EventItem, ...EventItem[]], t: Translate): string {
  const [first] = events;
  if (events.length === 1) return questionOf(first) || t("customers.event.answered");
  return t("customers.event.answeredMany", { count: events.length });
}
