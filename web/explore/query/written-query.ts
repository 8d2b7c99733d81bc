import type { AnyQuery } from "../../../contracts/understand/any-query.ts";
import type { SavedQuery } from "../../../contracts/understand/saved-queries.ts";
import {
  type Draft,
  draftOfSaved,
  frameOf,
  periodOf,
  periodOfSaved,
  type QueryKind,
  writeDraft,
} from "../../saved-queries/saved-queries.ts";
import { useSession } from "../../session/session.ts";
import { useView } from "../../view/view.ts";
import { useNamedStep } from "./step-token.tsx";
import { useDraftQuery } from "./use-draft-query.ts";

interface Written {
  query: AnyQuery;
  /** How it differs from the saved query that it was opened from: not at all, in period or customers alone, or in what it asks. */
  differs: "no" | "frame" | "query";
}

/** Parts that are kept in another form than the address has them. */
type Said = Partial<Pick<Draft<"paths">, "from" | "to"> & Pick<Draft<"funnel">, "steps">>;

/** The query of the page as it is kept: whole, with the period, zone, comparison and customers of the page's bar. */
export function useWrittenQuery<K extends QueryKind>(kind: K, from: SavedQuery | undefined): Written {
  const { draft } = useDraftQuery(kind);
  const { search, days, query, among } = useView();
  const { workspace } = useSession();
  const named = useNamedStep();
  const here: Draft<K> = { ...draft, filter: among(draft.filter) };
  const frame = from && frameOf(from, workspace.timezone);
  const compares = kind === "funnel";
  const inPeriod =
    frame !== undefined && frame.period === search.period && frame.from === search.from && frame.to === search.to;
  const inFrame = inPeriod && frame.tz === search.tz && (!compares || frame.compare === search.compare);
  const kept = from && draftOfSaved(from, kind);
  const asksSame = kept !== null && kept !== undefined && written(kind, kept) === written(kind, draft);
  const isSame = inFrame && search.segment === undefined;

  const said: Said = writeDraft(kind, here) ?? {};
  const { from: first, to: last, steps, ...rest } = said;
  const asked = {
    ...rest,
    // Called as on this page, where the answer would spell the condition out.
    ...(steps ? { steps: steps.map(named) } : {}),
    ...(first || last ? { anchor: { ...(first && { from: named(first) }), ...(last && { to: named(last) }) } } : {}),
    period: (inPeriod && from && periodOfSaved(from)) || periodOf(search, days),
    ...(search.tz ? { timezone: search.tz } : {}),
    ...(compares && query.compare ? { compare: query.compare } : {}),
  };
  return {
    query: { [kind]: asked } as unknown as AnyQuery,
    differs: !asksSame ? "query" : isSame ? "no" : "frame",
  };
}

function written<K extends QueryKind>(kind: K, draft: Draft<K>): string {
  return JSON.stringify(writeDraft(kind, draft)) ?? "";
}
