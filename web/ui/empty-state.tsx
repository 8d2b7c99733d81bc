import type { ReactNode } from "react";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What would stand here and what it is good for, in one or two sentences. */
  body: ReactNode;
  /** One action, the next step. */
  action?: ReactNode;
}

/** Teaches what belongs here and offers the next step. */
export function EmptyState({ icon, title, body, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-line border-dashed px-6 py-14 text-center">
      {icon ? (
        <div className="mb-4 flex size-10 items-center justify-center rounded-lg border border-line bg-surface text-muted">
          {icon}
        </div>
      ) : null}
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="mt-1 max-w-108 text-muted text-sm">{body}</p>
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
