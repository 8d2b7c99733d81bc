import type { ReactNode } from "react";

/** One line of a list of facts: what it is, and what it says. Stands in a `dl`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words max-sm:mb-1">{children}</dd>
    </div>
  );
}
