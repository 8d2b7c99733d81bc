import type { ReactNode } from "react";

/** One line of the query: words and what can be exchanged between them. */
export function Line({ lead, children, after }: { lead: string; children: ReactNode; after?: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1 py-1 text-muted text-sm">
      <span>{lead}</span>
      {children}
      {after ? <span>{after}</span> : null}
    </div>
  );
}

/** What is seldom changed, below the sentence. */
export function Finer({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-3 border-line border-t pt-3">
      <h3 className="mb-1 font-medium text-faint text-xs">{title}</h3>
      {children}
    </div>
  );
}
