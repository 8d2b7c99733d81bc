import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";

/** Remembers the cursors of the pages already seen, so that one can go back. Pass a new `key` of the list to start over. */
export function useCursor(key: string) {
  const [state, setState] = useState<{ key: string; seen: string[] }>({ key, seen: [] });
  const seen = state.key === key ? state.seen : [];
  return {
    cursor: seen.at(-1),
    page: seen.length + 1,
    next: (cursor: string) => setState({ key, seen: [...seen, cursor] }),
    back: () => setState({ key, seen: seen.slice(0, -1) }),
  };
}

export interface PaginationProps {
  pages: ReturnType<typeof useCursor>;
  nextCursor: string | null | undefined;
  /** What is shown, e.g. "50 of about 20,000 customers". */
  summary?: string;
}

export function Pagination({ pages, nextCursor, summary }: PaginationProps) {
  const { t } = useTranslation();
  if (pages.page === 1 && !nextCursor && !summary) return null;
  return (
    <nav aria-label={t("ui.pages")} className="flex items-center justify-between gap-3 px-1 py-3">
      <p className="figures text-faint text-xs">{summary ?? t("ui.page", { page: pages.page })}</p>
      <div className="flex gap-2">
        <Button
          size="sm"
          disabled={pages.page === 1}
          onClick={pages.back}
          icon={<ChevronLeft className="size-3.5 rtl:rotate-180" aria-hidden />}
        >
          {t("ui.previous")}
        </Button>
        <Button size="sm" disabled={!nextCursor} onClick={() => nextCursor && pages.next(nextCursor)}>
          {t("ui.next")}
          <ChevronRight className="size-3.5 rtl:rotate-180" aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
