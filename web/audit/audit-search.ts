import type { AuditOutcome } from "../../contracts/access/audit.ts";
import { type Audited, audited } from "../../contracts/words/audited.ts";
import { type Kind, kindNames } from "../../contracts/words/kinds.ts";

export const outcomes: readonly AuditOutcome[] = ["done", "refused", "unfinished"];

/** What of the audit log lives in the address; days are `2026-03-29`. */
export interface AuditSearch {
  actor?: string;
  what?: Audited;
  outcome?: AuditOutcome;
  kind?: Kind;
  id?: string;
  from?: string;
  until?: string;
}

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value.slice(0, 64) : undefined);
  const day = (value: unknown) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : undefined;
  return {
    actor: text(search.actor),
    what: audited.find((name) => name === search.what),
    outcome: outcomes.find((name) => name === search.outcome),
    kind: kindNames.find((name) => name === search.kind),
    // An id of digits alone comes out of the address as a number.
    id: text(typeof search.id === "number" ? String(search.id) : search.id),
    from: day(search.from),
    until: day(search.until),
  };
}

/** As the API takes it: from the beginning of the first day to the end of the last, where the reader is. */
export function askedOf({ from, until, ...same }: AuditSearch) {
  const begin = (day: string, later = 0) => {
    const instant = new Date(`${day}T00:00:00`);
    instant.setDate(instant.getDate() + later);
    return instant.toISOString();
  };
  return { ...same, from: from && begin(from), until: until && begin(until, 1) };
}
