import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type Draft, type QuestionKind, readDraft, writeDraft } from "../../saved-questions/saved-questions.ts";

export interface DraftQuestion<K extends QuestionKind> {
  draft: Draft<K>;
  /** Names of what the address held and nobody understands. */
  dropped: string[];
  /** Goes to the address of the changed question, so that the back button returns to the one before. */
  change: (part: Partial<Draft<K>>) => void;
}

/** The question of the page. It lives in the address alone. */
export function useDraftQuestion<K extends QuestionKind>(kind: K): DraftQuestion<K> {
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
