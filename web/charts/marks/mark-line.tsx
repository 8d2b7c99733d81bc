import { Link } from "@tanstack/react-router";
import { Flag } from "lucide-react";
import { useFormat } from "../../ui/format.ts";
import { useMarkTime } from "./mark-list.tsx";
import { type Mark, useMarkSource } from "./marks.ts";

/** Among the lines of a timeline: what was going on then, more quietly than what somebody did. */
export function MarkLine({ mark }: { mark: Mark }) {
  const format = useFormat();
  const { pageOf, useZone } = useMarkSource();
  const timezone = useZone();
  const timeOf = useMarkTime();
  return (
    <li className="relative ps-9 before:absolute before:inset-y-0 before:start-3.5 before:w-px before:bg-line first:before:top-4 last:before:bottom-auto last:before:h-4 only:before:hidden">
      <span className="absolute start-0 top-0.5 flex size-7 items-center justify-center text-faint">
        <span className="flex size-5 items-center justify-center bg-surface">
          <Flag className="size-3" aria-hidden />
        </span>
      </span>
      <span className="flex min-w-0 items-baseline gap-x-3 px-2 py-1.5 text-sm">
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5 ps-6">
          <Link {...pageOf(mark.id)} className="break-words rounded-md text-muted hover:underline">
            {mark.title}
          </Link>
          <span className="break-words text-faint text-xs">
            {[mark.kind, mark.place?.name, mark.endedAt ? timeOf(mark) : null].filter(Boolean).join(" · ")}
          </span>
        </span>
        <time dateTime={mark.happenedAt} className="figures shrink-0 text-faint text-xs">
          {format.time(mark.happenedAt, timezone)}
        </time>
      </span>
    </li>
  );
}
