import type { AuditOutcome } from "../../contracts/access/audit.ts";
import { type Audited, audited } from "../../contracts/words/audited.ts";
import { type Kind, kindNames } from "../../contracts/words/kinds.ts";
import { type ListSearch, readListSearch } from "../records/list-address.ts";

export const outcomes: readonly AuditOutcome[] = ["done", "refused", "unfinished"];

/** Letters of an id at most. */
const MOST_LETTERS = 64;

/** What of the audit log lives in the address; an id is searched for, days are `2026-03-29`. */
export interface AuditSearch extends ListSearch {
  actor?: string;
  what?: Audited;
  outcome?: AuditOutcome;
  kind?: Kind;
  from?: string;
  until?: string;
}

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const day = (value: unknown) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : undefined;
  return {
    ...readListSearch(search),
    actor: typeof search.actor === "string" ? search.actor.slice(0, MOST_LETTERS) : undefined,
    what: audited.find((name) => name === search.what),
    outcome: outcomes.find((name) => name === search.outcome),
    kind: kindNames.find((name) => name === search.kind),
    from: day(search.from),
    until: day(search.until),
  };
}

/** As the API takes it: from the beginning of the first day to the end of the last, where the reader is. */
export function askedOf({ search, from, until, actor, what, outcome, kind }: AuditSearch) {
  const begin = (day: string, later = 0) => {
    const instant = new Date(`${day}T00:00:00`);
    instant.setDate(instant.getDate() + later);
    return instant.toISOString();
  };
  const id = search?.slice(0, MOST_LETTERS);
  return { actor, what, outcome, kind, id, from: from && begin(from), until: until && begin(until, 1) };
}
