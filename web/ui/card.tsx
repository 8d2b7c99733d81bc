import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

export interface CardProps {
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** Lets a table or list reach the edges. */
  flush?: boolean;
  /** What it shows is the last answer, while the next is on its way. */
  stale?: boolean;
  className?: string;
  children: ReactNode;
}

/** A bordered surface; no shadow, because it does not float. */
export function Card({ title, description, actions, flush, stale, className, children }: CardProps) {
  return (
    <section
      aria-busy={stale || undefined}
      className={cx("min-w-0 rounded-lg border border-line bg-surface", stale && "opacity-60", className)}
    >
      {title ? (
        <header
          className={cx(
            "flex flex-wrap items-start justify-between gap-x-3 gap-y-2 px-4 pt-3.5",
            flush ? "pb-3" : "pb-0",
          )}
        >
          <div className="min-w-0 flex-1 basis-48">
            <h2 className="font-semibold text-base">{title}</h2>
            {description ? <p className="mt-0.5 text-muted text-sm">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-1">{actions}</div> : null}
        </header>
      ) : null}
      <div className={flush ? "overflow-x-auto rounded-b-[9px]" : "p-4"}>{children}</div>
    </section>
  );
}
