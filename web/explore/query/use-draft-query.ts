import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type Draft, type QueryKind, readDraft, writeDraft } from "../../saved-queries/saved-queries.ts";

export interface DraftQuery<K extends QueryKind> {
  draft: Draft<K>;
  /** Names of what the address held and nobody understands. */
  dropped: string[];
  /** Goes to the address of the changed query, so that the back button returns to the one before. */
  change: (part: Partial<Draft<K>>) => void;
}

/** The query of the page. It lives in the address alone. */
export function useDraftQuery<K extends QueryKind>(kind: K): DraftQuery<K> {
  const { q } = useSearch({ strict: false });
  const navigate = useNavigate();
  const written = JSON.stringify(q);
  return useMemo(() => {
    const { draft, dropped } = readDraft(kind, written ? (JSON.parse(written) as object) : undefined);
    return {
      draft,
      dropped,
      change(part) {
        const next = writeDraft(kind, { ...draft, ...part });
        if (JSON.stringify(next) === JSON.stringify(writeDraft(kind, draft))) return;
        void navigate({ to: ".", search: (before: object) => ({ ...before, q: next }), resetScroll: false });
      },
    };
  }, [kind, written, navigate]);
}
