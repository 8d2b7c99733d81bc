import { seriesColors } from "../../charts/series-colors.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { cellOf, type Lane, type MapColumn } from "../document/document.ts";
import { AssumptionMark } from "./assumption-mark.tsx";
import { isComing } from "./lane-scores.tsx";
import { useMap } from "./map-model.ts";

interface CellProps {
  lane: Lane;
  column: MapColumn;
}

/** What a person wrote: always an assumption, until data says otherwise. */
export function TextCell({ lane, column }: CellProps) {
  const { t } = useTranslation();
  const { document } = useMap();
  const text = column.step ? cellOf(document, column.step.id, lane.id)?.text : undefined;
  if (!text)
    return (
      <span className="text-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">{t("journey.nothingYet")}</span>
      </span>
    );
  return (
    <>
      <span className="line-clamp-6 whitespace-pre-line text-ink leading-5">{text}</span>
      <AssumptionMark className="absolute inset-e-1 top-1" />
    </>
  );
}

/** The latest sentences customers wrote at the step. */
export function QuotesCell({ lane, column }: CellProps) {
  const map = useMap();
  const { step } = column;
  if (!step) return null;
  if (isComing(map, step))
    return (
      <>
        <Skeleton className="h-3.5 w-full" />
        <Skeleton className="mt-1.5 h-3.5 w-4/5" />
        <Skeleton className="mt-1.5 h-3.5 w-3/5" />
      </>
    );
  const quotes = map.numbers.get(step.id)?.quotes ?? [];
  if (quotes.length === 0) return <TextCell lane={lane} column={column} />;
  return (
    <span className="flex flex-col gap-2">
      {quotes.slice(0, 2).map((quote) => (
        <q key={quote.at + quote.text} lang={quote.language || undefined} className="line-clamp-3 text-muted text-xs">
          {quote.text}
        </q>
      ))}
    </span>
  );
}

const mostChannels = 4;

/** The channels of the visits, most people first. A channel has one colour all over the map. */
export function ChannelCell({ lane, column }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const map = useMap();
  const { step } = column;
  if (!step) return null;
  if (isComing(map, step))
    return (
      <>
        <Skeleton className="h-1.5 w-full" />
        <Skeleton className="mt-2 h-3 w-2/3" />
      </>
    );
  const channels = map.numbers.get(step.id)?.channels ?? [];
  if (channels.length === 0) return <TextCell lane={lane} column={column} />;
  const colors = seriesColors([
    ...new Set([...map.numbers.values()].flatMap((of) => of.channels.map((c) => c.channel))),
  ]);
  // The line that says how many more there are is as long as one of them.
  const shown = channels.length > mostChannels ? mostChannels - 1 : mostChannels;
  const all = channels.reduce((sum, { people }) => sum + people, 0);
  return (
    <>
      <span aria-hidden className="mb-1.5 flex h-1.5 gap-px overflow-hidden rounded-full">
        {channels.map(({ channel, people }) => (
          <span key={channel} style={{ width: `${(people / all) * 100}%`, background: colors.get(channel) }} />
        ))}
      </span>
      <span className="flex flex-col text-xs">
        {channels.slice(0, shown).map(({ channel, people }) => (
          <span key={channel} className="flex items-baseline gap-1.5">
            <span
              aria-hidden
              className="size-1.5 shrink-0 -translate-y-px rounded-full"
              style={{ background: colors.get(channel) }}
            />
            <span className="line-clamp-2 min-w-0 flex-1 break-words text-muted">
              {channel || t("metrics.noChannel")}
            </span>
            <span className="figures text-faint">{format.compact(people)}</span>
          </span>
        ))}
        {channels.length > shown ? (
          <span className="text-faint">{t("journey.more", { count: channels.length - shown })}</span>
        ) : null}
      </span>
    </>
  );
}
