import type { ListColumn } from "./list-rows.ts";

/** Columns that are known by their rows only, such as what was said of each customer. */
export interface RowColumns<R> {
  /** What their keys begin with. */
  prefix: string;
  namesIn: (row: R) => readonly string[];
  column: (name: string) => Omit<ListColumn<R>, "key">;
}

/** More are not offered: a choice of hundreds is none. */
const MOST_OFFERED = 40;
/** Keys in an address. */
const MOST_CHOSEN = 24;

/** How the address says which columns are shown; undefined for the usual ones. */
export function readColumns(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : text.split(",").filter(Boolean).slice(0, MOST_CHOSEN);
}

export function writeColumns(keys: readonly string[]): string {
  return keys.join(",");
}

/** All that can be shown: the columns of the list, and those of its rows with what is chosen of them. */
export function offered<R>(
  columns: readonly ListColumn<R>[],
  rows: readonly R[],
  chosen: readonly string[] | undefined,
  ofRows: RowColumns<R> | undefined,
): ListColumn<R>[] {
  if (!ofRows) return [...columns];
  const { prefix, namesIn, column } = ofRows;
  const asked = (chosen ?? []).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const seen = [...new Set(rows.flatMap(namesIn))].sort((a, b) => a.localeCompare(b)).slice(0, MOST_OFFERED);
  const names = [...new Set([...seen, ...asked])];
  // A comma parts them in the address.
  const addressed = names.filter((name) => !name.includes(","));
  return [...columns, ...addressed.map((name) => ({ ...column(name), key: prefix + name, isExtra: true }))];
}

/** Those of them that are shown. */
export function shownOf<R>(columns: readonly ListColumn<R>[], chosen: readonly string[] | undefined): ListColumn<R>[] {
  return columns.filter(({ key, isExtra }) => (chosen ? chosen.includes(key) : !isExtra));
}
