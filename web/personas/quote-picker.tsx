import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import type { PersonaQuote } from "../../contracts/understand/personas.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input, SearchInput } from "../ui/field.tsx";
import { catchFocus } from "../ui/lost-focus.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useRested } from "../ui/use-rested.ts";
import { QuoteOrigin } from "./persona-sheet.tsx";

interface QuotePickerProps {
  quotes: readonly PersonaQuote[];
  /** Whose sentences are offered. */
  segment: string | null;
  onChange: (quotes: PersonaQuote[]) => void;
}

const most = 12;

/** The sentences of a persona: chosen from what people of its segment really said, or typed as an assumption. */
export function QuotePicker({ quotes, segment, onChange }: QuotePickerProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const [typed, setTyped] = useState("");
  const addButton = useRef<HTMLButtonElement>(null);
  const isFull = quotes.length >= most;

  function add() {
    const text = typed.trim();
    if (text === "" || isFull || quotes.some((each) => each.text === text)) return;
    onChange([...quotes, { text, source: null }]);
    setTyped("");
  }

  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-3">
        {quotes.length === 0 ? <p className="text-faint text-sm">{t("personas.noQuotes")}</p> : null}
        <ul className="flex flex-col gap-2">
          {quotes.map((quote) => (
            <li
              key={`${quote.source?.event ?? ""} ${quote.text}`}
              className="flex items-start gap-2 rounded-md border border-line bg-surface p-3"
            >
              <div className="min-w-0 flex-1">
                <blockquote className="text-sm">“{quote.text}”</blockquote>
                <QuoteOrigin quote={quote} />
              </div>
              <IconButton
                size="sm"
                label={t("personas.removeQuote")}
                icon={<X className="size-3.5" aria-hidden />}
                onClick={() => {
                  onChange(quotes.filter((each) => each !== quote));
                  catchFocus(() => addButton.current);
                }}
              />
            </li>
          ))}
        </ul>
        <div className="flex items-end gap-2">
          <Field label={t("personas.typeQuote")} help={t("personas.typeQuoteHelp")} className="flex-1">
            <Input
              value={typed}
              maxLength={600}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
          </Field>
          <Button ref={addButton} className="mb-6" onClick={add} icon={<Plus className="size-3.5" aria-hidden />}>
            {t("personas.addQuote")}
          </Button>
        </div>
        {isFull ? <p className="text-muted text-sm">{t("personas.enoughQuotes", { count: most })}</p> : null}
      </div>
      {segment === null || !can("contacts:read") ? (
        <p className="rounded-md bg-sunken p-3 text-muted text-sm">
          {t(segment === null ? "personas.quotesNeedSegment" : "personas.quotesNeedContacts")}
        </p>
      ) : (
        <Candidates
          segment={segment}
          chosen={new Set(quotes.flatMap(({ source }) => source?.event ?? []))}
          onPick={(quote) => {
            if (!isFull) onChange([...quotes, quote]);
          }}
        />
      )}
    </div>
  );
}

interface CandidatesProps {
  segment: string;
  chosen: ReadonlySet<string>;
  onPick: (quote: PersonaQuote) => void;
}

function Candidates({ segment, chosen, onPick }: CandidatesProps) {
  const { t } = useTranslation();
  const offered = useRef<HTMLElement>(null);
  const [search, setSearch] = useState("");
  const rested = useRested(search.trim());
  const found = useQuery({
    queryKey: ["segments", segment, "quotes", rested],
    queryFn: ({ signal }) =>
      request("GET /api/v1/segments/:id/quotes", {
        params: { id: segment },
        query: { limit: 20, ...(rested ? { search: rested } : {}) },
        signal,
      }),
    placeholderData: (before) => before,
  });
  const items = found.data?.items.filter(({ source }) => !chosen.has(source.event));
  return (
    <section
      ref={offered}
      aria-label={t("personas.candidates")}
      className="flex min-w-0 flex-col gap-3 rounded-lg bg-sunken p-3"
    >
      <SearchInput
        label={t("personas.searchQuotes")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {found.isError ? (
        <ErrorState error={found.error} title={t("personas.quotesFailed")} onRetry={() => void found.refetch()} />
      ) : !items ? (
        <SkeletonRows rows={4} />
      ) : items.length === 0 ? (
        <p className="p-2 text-muted text-sm">
          {t(rested === "" && chosen.size === 0 ? "personas.nothingSaid" : "ui.nothingFound")}
        </p>
      ) : (
        <ul className="flex max-h-80 flex-col overflow-y-auto" aria-busy={found.isPlaceholderData}>
          {items.map(({ text, source, channel, touchpoint }, index) => (
            <li key={source.event} className="flex items-start gap-2 border-line border-b py-2 last:border-0">
              <div className="min-w-0 flex-1">
                <p className="text-sm">“{text}”</p>
                <div className="flex flex-wrap gap-x-2 text-faint text-xs">
                  <QuoteOrigin quote={{ text, source }} />
                  <span className="mt-1">{[channel, touchpoint].filter(Boolean).join(" · ")}</span>
                </div>
              </div>
              <IconButton
                size="sm"
                label={t("personas.takeQuote")}
                icon={<Plus className="size-3.5" aria-hidden />}
                onClick={() => {
                  onPick({ text, source });
                  // To the sentence that moves up, so that one after the other can be taken.
                  catchFocus(() => {
                    const buttons = offered.current?.querySelectorAll<HTMLElement>("li button");
                    return (
                      buttons?.item(Math.min(index, buttons.length - 1)) ?? offered.current?.querySelector("input")
                    );
                  });
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
