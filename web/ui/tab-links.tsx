import type { LinkProps } from "@tanstack/react-router";
import { Link, useLocation } from "@tanstack/react-router";
import { useLayoutEffect, useRef } from "react";

export interface TabLink {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  /** Only on this very address, for the first tab, which is the beginning of the others. */
  exact?: boolean;
}

/** Tabs that are pages of their own, so that each has an address. */
export function TabLinks({ label, links }: { label: string; links: readonly TabLink[] }) {
  const list = useRef<HTMLUListElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // On a phone the tabs scroll, and the one that is open may stand beyond the edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another open tab
  useLayoutEffect(() => {
    const open = list.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (list.current && open) list.current.scrollLeft = open.offsetLeft - list.current.offsetLeft - 40;
  }, [path]);
  return (
    <nav aria-label={label} className="mb-5 border-line border-b">
      <ul ref={list} className="-mb-px flex gap-5 overflow-x-auto">
        {links.map(({ to, label: name, exact }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: exact ?? false, includeSearch: false }}
              className="flex h-9 shrink-0 items-center whitespace-nowrap border-transparent border-b-2 text-muted text-sm transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
