import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { type Format, useFormat } from "../../ui/format.ts";
import { Popover } from "../../ui/popover.tsx";
import { type Mark, useMarkSource } from "./marks.ts";

/** When it was, in words: a moment, from one to another, or since one. */
export function useMarkTime(): (mark: Mark) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const timezone = useMarkSource().useZone();
  return ({ happenedAt, endedAt, goesOn }) => {
    const from = format.moment(happenedAt, timezone);
    if (goesOn) return t("chart.since", { from });
    const to = endedAt === null ? from : format.moment(endedAt, timezone);
    return from === to ? from : `${from} – ${to}`;
  };
}

/** On which day what was. */
export function markInShort({ happenedAt, title }: Mark, format: Format, timezone: string): string {
  return `${format.shortDay(happenedAt, timezone)}: ${title}`;
}

/** A sign says as much as one hears out; the list it opens has all. */
const mostTold = 5;

/** Which days they fall on and what they are, in one line: what a mark says of itself. */
export function useMarksInWords(marks: readonly Mark[]): string {
  const { t } = useTranslation();
  const format = useFormat();
  const timezone = useMarkSource().useZone();
  const told = marks.slice(0, mostTold).map((mark) => markInShort(mark, format, timezone));
  const more = marks.length - told.length;
  return [...told, ...(more > 0 ? [t("chart.moreMarks", { count: more })] : [])].join("; ");
}

interface MarkPopoverProps {
  marks: readonly Mark[];
  trigger: ReactElement<Record<string, unknown>>;
  align?: "start" | "center" | "end";
}

/** What is marked, each with the way to its page. */
export function MarkPopover({ marks, trigger, align = "center" }: MarkPopoverProps) {
  const { t } = useTranslation();
  const { pageOf } = useMarkSource();
  const timeOf = useMarkTime();
  return (
    <Popover trigger={trigger} align={align} title={t("chart.marks", { count: marks.length })}>
      <ul className="flex flex-col gap-2.5">
        {marks.map((mark) => (
          <li key={mark.id} className="min-w-0">
            <Link {...pageOf(mark.id)} className="break-words rounded-md font-medium hover:underline">
              {mark.title}
            </Link>
            <p className="break-words text-faint text-xs">
              {[timeOf(mark), mark.kind, mark.place?.name].filter(Boolean).join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
