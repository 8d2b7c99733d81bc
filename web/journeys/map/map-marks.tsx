import { Plus } from "lucide-react";
import { MarkCount } from "../../charts/marks/mark-count.tsx";
import { markInShort } from "../../charts/marks/mark-list.tsx";
import { useMarkSource } from "../../charts/marks/marks.ts";
import { WriteMark } from "../../charts/marks/write-mark.tsx";
import { useFormat } from "../../ui/format.ts";

const shown = 2;

/** Above the map: what concerns all of its steps and happened in the period that it shows. */
export function MapMarks({ name }: { name: string }) {
  const format = useFormat();
  const source = useMarkSource();
  const timezone = source.useZone();
  const marks = source.useMarks().marks.filter(({ place }) => place === null);
  if (marks.length === 0) return null;
  return (
    <div className="mb-2 flex min-w-0 items-center gap-x-2 text-faint text-xs print:hidden">
      <MarkCount isLong of={name} marks={marks} />
      <span className="min-w-0 truncate max-sm:hidden">
        {marks
          .slice(-shown)
          .map((mark) => markInShort(mark, format, timezone))
          .join(" · ")}
      </span>
      <WriteMark icon={Plus} />
    </div>
  );
}
