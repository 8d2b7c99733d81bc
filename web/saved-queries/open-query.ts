import { useNavigate, useRouter } from "@tanstack/react-router";
import type { Period } from "../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../contracts/understand/overview.ts";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { useSession } from "../session/session.ts";
import type { Compare, ViewSearch } from "../view/period.ts";
import { type Draft, type QueryKind, readDraft, writeDraft } from "./query-url.ts";
import { searchOf } from "./saved-period.ts";

/** What a query asks for when it names no period. */
const usual: Record<SavedQuery["kind"], Period> = {
  metrics: { last: 90, unit: "day" },
  funnel: { last: 90, unit: "day" },
  retention: { last: 12, unit: "week" },
  paths: { last: 30, unit: "day" },
  process: { last: 30, unit: "day" },
};

interface Framed {
  period?: Period;
  timezone?: string;
  compare?: unknown;
}

/** The query itself, without the name of its kind around it. */
function askedBy({ kind, query }: SavedQuery): Framed & Record<string, unknown> {
  const [asked] = kind === "metrics" ? [query] : Object.values(query);
  return asked as Framed & Record<string, unknown>;
}

/** The period it was saved with; undefined where it has none and takes the usual one. */
export function periodOfSaved(saved: SavedQuery): Period | undefined {
  return askedBy(saved).period;
}

/** The part of a saved query that the address of its page holds; null for a query about metrics. */
export function draftOfSaved<K extends QueryKind>(saved: SavedQuery, kind: K): Draft<K> | null {
  if (saved.kind !== kind) return null;
  const { period, timezone, compare, interval, anchor, ...rest } = askedBy(saved);
  // A retention's interval is its own; a funnel's is that of its series, which the page chooses by the period.
  const own = kind === "retention" ? { ...rest, interval } : rest;
  return readDraft(kind, { ...own, ...(anchor as object | undefined) }).draft;
}

/** Period, comparison and zone of a saved query, as the page's bar holds them. */
export function frameOf(saved: SavedQuery, workspaceZone: string): ViewSearch {
  const { period, timezone, compare } = askedBy(saved);
  const chosen: Compare = compare === "previous_year" ? "year" : compare === undefined ? "none" : "previous";
  const compares = saved.kind === "metrics" || saved.kind === "funnel";
  return {
    ...searchOf(period ?? usual[saved.kind], timezone ?? workspaceZone, new Date()),
    tz: timezone === workspaceZone ? undefined : timezone,
    segment: undefined,
    ...(compares ? { compare: chosen === "previous" ? undefined : chosen } : {}),
  };
}

/** A saved query about metrics as the tile that would ask it. */
export function tileOfSaved(saved: SavedQuery): MetricTile | null {
  if (saved.kind !== "metrics") return null;
  const { period, timezone, compare, ...query } = askedBy(saved);
  const asked = { breakdowns: [], ...query } as unknown as MetricTile["query"];
  const view = asked.breakdowns.length > 0 ? "breakdown" : asked.interval ? "trend" : "number";
  return { id: saved.id, title: saved.name, width: view === "number" ? 1 : 2, view, query: asked };
}

const pages = {
  funnel: "/explore/funnel",
  retention: "/explore/retention",
  paths: "/explore/paths",
  process: "/explore/process",
} as const;

/** Where a saved query is asked, as the page that has its whole query in the address. */
function placeOf(saved: SavedQuery, workspaceZone: string) {
  const frame = frameOf(saved, workspaceZone);
  if (saved.kind === "metrics") {
    const { metrics = [], breakdowns = [] } = askedBy(saved) as {
      metrics?: MetricTile["query"]["metrics"];
      breakdowns?: string[];
    };
    const [metric] = metrics;
    return {
      to: "/overview/$metric",
      params: { metric: metric?.metric ?? "" },
      search: { ...frame, saved: saved.id, variant: metric?.variant, by: breakdowns[0] },
    } as const;
  }
  const draft = draftOfSaved(saved, saved.kind);
  const q = draft ? writeDraft(saved.kind, draft) : undefined;
  return { to: pages[saved.kind], search: { ...frame, q, saved: saved.id } } as const;
}

/** What a link to a saved query spreads: its page under its own period. */
export function useQueryPlace(): (saved: SavedQuery) => ReturnType<typeof placeOf> {
  const { workspace } = useSession();
  return (saved) => placeOf(saved, workspace.timezone);
}

/** Opens saved queries; on the Overview under the period of its bar, elsewhere under their own. */
export function useOpenQuery(): (saved: SavedQuery, options?: { keepFrame?: boolean; replace?: boolean }) => void {
  const navigate = useNavigate();
  const { workspace } = useSession();
  return (saved, { keepFrame = false, replace = false } = {}) => {
    const place = placeOf(saved, workspace.timezone);
    if (!keepFrame) return void navigate({ ...place, replace });
    const { period, from, to, compare, tz, segment, ...search } = place.search;
    void navigate({ ...place, search, replace });
  };
}

/** The whole address of a saved query, to be passed on. */
export function useQueryLink(): (saved: SavedQuery) => string {
  const router = useRouter();
  const { workspace } = useSession();
  return (saved) => window.location.origin + router.buildLocation(placeOf(saved, workspace.timezone)).publicHref;
}
