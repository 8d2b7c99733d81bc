import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

/** What of a list lives in the address; each list has filters of its own beside it. */
export interface ListSearch {
  search?: string;
  /** The key of a column, with `-` before it for the other way round, or an order of the server. */
  sort?: string;
}

// A search for 42 comes back from the address as a number.
function textIn(value: unknown): string | undefined {
  return (typeof value === "string" || typeof value === "number") && value !== ""
    ? String(value).slice(0, 200)
    : undefined;
}

export function readListSearch(search: Record<string, unknown>): ListSearch {
  return { search: textIn(search.search), sort: textIn(search.sort) };
}

/** Whether the page of a record shows its form. */
export function readEditSearch(search: Record<string, unknown>): { edit?: boolean } {
  return search.edit === true ? { edit: true } : {};
}

const pauseMilliseconds = 250;

/** Search, order and filters of the list that is open. What is typed reaches the address when the typing pauses. */
export function useListAddress() {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { search = "", sort } = readListSearch(raw);
  /** What stands in the box, and what the address said when it was typed. */
  const [typed, setTyped] = useState({ text: search, over: search });
  /** What was sent to the address last: it may arrive when more has been typed already. */
  const sent = useRef(search);
  const isTyped = [typed.over, sent.current, typed.text.trim()].includes(search);
  const text = isTyped ? typed.text : search;
  /** Takes along what is typed and has not reached the address yet. */
  function set(change: Record<string, string | undefined>): void {
    const all: Record<string, string | undefined> = { search: text.trim() || undefined, ...change };
    sent.current = all.search ?? "";
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...all }), replace: true });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause begins with what is typed, not with each drawing
  useEffect(() => {
    if (text.trim() === search) return;
    const timer = setTimeout(() => set({}), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text, search]);

  return {
    /** As it is in the address. */
    search,
    sort,
    filter: (key: string) => textIn(raw[key]),
    set,
    /** As it is typed. */
    text,
    type: (next: string) => setTyped({ text: next, over: search }),
    clear(filters: readonly string[]) {
      setTyped({ text: "", over: search });
      set({ search: undefined, ...Object.fromEntries(filters.map((key) => [key, undefined])) });
    },
  };
}
