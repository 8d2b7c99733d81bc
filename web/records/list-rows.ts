import type { ReactNode } from "react";
import type { Option } from "../ui/select.tsx";
import type { Column, Sort } from "../ui/table.tsx";
import type { Named } from "./record-kind.ts";

type Value = string | number | null;

export interface ListColumn<R> extends Omit<Column<R>, "cell"> {
  /** What it is as a plain value: by this the rows are sorted, and this stands in the file. Times are ISO 8601 instants. */
  value?: (row: R) => Value;
  /** Of numbers and times: how the value is written where no cell is drawn. Texts stand as they are. */
  as?: "count" | "ago" | "day" | "moment";
  cell?: (row: R) => ReactNode;
  /** Shown only where it is chosen. */
  isExtra?: boolean;
  /** What a row has of it, to choose rows by. */
  filterBy?: (row: R) => string | readonly string[];
  /** How such a value is called; as it is where absent. */
  filterName?: (value: string) => string;
}

/** One choice that narrows a list; `key` is its name in the address. */
export interface ListFilter {
  key: string;
  label: string;
  /** What there is to choose from; where absent, a day such as `2026-03-29` is asked for. */
  options?: readonly Option[];
}

const valuesOf = <R>({ filterBy }: ListColumn<R>, row: R): readonly string[] =>
  filterBy ? [filterBy(row)].flat() : [];

/** The filters of a whole list: of every column that has some, with the values that its rows have. */
export function filtersOf<R>(rows: readonly R[], columns: readonly ListColumn<R>[]): ListFilter[] {
  return columns
    .filter(({ filterBy }) => filterBy)
    .map((column) => {
      const { key, header, filterName = (value) => value } = column;
      const values = [...new Set(rows.flatMap((row) => valuesOf(column, row)))];
      const options = values.map((value) => ({ value, label: filterName(value) }));
      return { key, label: header, options: options.sort((a, b) => a.label.localeCompare(b.label)) };
    });
}

/** The order that the address asks for; the usual one where it asks for none, or for that of a column that does not sort. */
export function readSort<R>(asked: string | undefined, usual: string, columns: readonly ListColumn<R>[]): Sort {
  const read = (text: string): Sort =>
    text.startsWith("-") ? { key: text.slice(1), direction: "desc" } : { key: text, direction: "asc" };
  const sort = read(asked ?? usual);
  return columns.some(({ key, sortable }) => sortable && key === sort.key) ? sort : read(usual);
}

export const writeSort = ({ key, direction }: Sort): string => (direction === "desc" ? `-${key}` : key);

/** The orders to choose from where no heads of columns are: texts from A to Z, numbers and times from the most. */
export function ordersOf<R>(columns: readonly ListColumn<R>[]): Option[] {
  return columns
    .filter(({ sortable }) => sortable)
    .map(({ key, header, align, as }) => ({ value: align === "end" || as ? `-${key}` : key, label: header }));
}

function compare(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}

interface Wanted<R> {
  text: string;
  /** The value that is asked for of a filter. */
  filter: (key: string) => string | undefined;
  sort: Sort;
  columns: readonly ListColumn<R>[];
}

/** Those rows of a whole list that are asked for, in the order asked for. */
export function rowsWanted<R extends Named>(rows: readonly R[], { text, filter, sort, columns }: Wanted<R>): R[] {
  const wanted = text.trim().toLowerCase();
  const asked = columns.flatMap((column) => {
    const value = column.filterBy && filter(column.key);
    return value === undefined ? [] : [{ column, value }];
  });
  const texts = columns.filter(({ as }) => !as);
  const saidOf = (row: R) => [row.name, row.description, ...texts.map((column) => column.value?.(row))].join(" ");
  const value = columns.find(({ key }) => key === sort.key)?.value ?? (() => null);
  const direction = sort.direction === "asc" ? 1 : -1;
  return rows
    .filter((row) => saidOf(row).toLowerCase().includes(wanted))
    .filter((row) => asked.every((each) => valuesOf(each.column, row).includes(each.value)))
    .sort((a, b) => direction * compare(value(a), value(b)));
}
