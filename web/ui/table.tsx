import { ArrowDown, ArrowUp } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Checkbox } from "./checkbox.tsx";
import { cx } from "./class-names.ts";
import { useRowKeys } from "./row-keys.ts";
import { SkeletonRows } from "./skeleton.tsx";

export interface Column<R> {
  key: string;
  header: string;
  cell: (row: R) => ReactNode;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** A sentence: in a card it stands below its head. */
  isProse?: boolean;
  sortable?: boolean;
  /** A CSS width, e.g. "12rem". */
  width?: string;
  /** The title of the card at phone width; the first column when none says so. */
  title?: boolean;
}

export interface Sort {
  key: string;
  direction: "asc" | "desc";
}

export interface TableProps<R> {
  /** What the rows are, for screen readers. */
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** Accessible name of a row, needed with `onOpen` or `selection`; rows that have one can be walked through. */
  rowLabel?: (row: R) => string;
  onOpen?: (row: R) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selection?: { selected: ReadonlySet<string>; onChange: (selected: Set<string>) => void };
  /** The row whose detail stands beside the list. */
  current?: string;
  loading?: boolean;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  /** Rows become cards at phone width; off for number tables that should scroll sideways in their frame. */
  cards?: boolean;
}

/** A row shown as a card has another `display`, which takes away what the elements mean; so their roles are written out. */
const role = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  header: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

/** A real table, with the keyboard of `useRowKeys`. */
export function Table<R>(props: TableProps<R>) {
  const { caption, columns, rows, rowKey, rowLabel, onOpen, sort, onSort, selection, current, cards = true } = props;
  const { t } = useTranslation();
  const isMovable = rowLabel !== undefined;
  const withRow = (act: ((row: R) => void) | undefined) =>
    act &&
    ((index: number) => {
      const row = rows[index];
      if (row !== undefined) act(row);
    });
  const { list, rowProps } = useRowKeys<HTMLTableSectionElement>({
    count: rows.length,
    isMovable,
    onOpen: withRow(onOpen),
    onToggle: withRow(selection && ((row) => toggle(rowKey(row)))),
  });
  const titleKey = (columns.find((column) => column.title) ?? columns[0])?.key;

  if (props.loading) return <SkeletonRows />;
  if (rows.length === 0 && props.empty) return props.empty;

  function toggle(key: string) {
    if (!selection) return;
    const next = new Set(selection.selected);
    if (!next.delete(key)) next.add(key);
    selection.onChange(next);
  }

  const all = selection && rows.every((row) => selection.selected.has(rowKey(row)));
  const some = selection && rows.some((row) => selection.selected.has(rowKey(row)));
  return (
    <table {...role.table} className="data-table" data-cards={cards}>
      <caption className="sr-only">{caption}</caption>
      <thead {...role.group}>
        <tr {...role.row}>
          {selection ? (
            <th {...role.header} className="w-8">
              <Checkbox
                label={t("ui.selectAll")}
                labelHidden
                checked={Boolean(all)}
                mixed={Boolean(some && !all)}
                onChange={(on) => selection.onChange(new Set(on ? rows.map(rowKey) : []))}
              />
            </th>
          ) : null}
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody {...role.group} ref={list}>
        {rows.map((row, index) => {
          const key = rowKey(row);
          return (
            <tr
              key={key}
              {...role.row}
              {...rowProps(index)}
              data-opens={onOpen ? "" : undefined}
              data-current={current === key || selection?.selected.has(key) || undefined}
              aria-label={rowLabel?.(row)}
              onClick={onOpen ? (event) => opensBy(event) && onOpen(row) : undefined}
            >
              {selection ? (
                <td {...role.cell} data-select="">
                  <Checkbox
                    label={t("ui.selectItem", { name: rowLabel?.(row) ?? key })}
                    labelHidden
                    checked={selection.selected.has(key)}
                    onChange={() => toggle(key)}
                  />
                </td>
              ) : null}
              {columns.map((column) => (
                <td
                  key={column.key}
                  {...role.cell}
                  data-label={column.header}
                  data-align={column.align}
                  data-prose={column.isProse ? "" : undefined}
                  data-title={column.key === titleKey ? "" : undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/**
 * A click on a control inside the row, or the end of selecting text, does not open it; nor does one in a menu or dialog
 * that floats elsewhere on the page and only belongs to the row.
 */
function opensBy({ target, currentTarget }: MouseEvent): boolean {
  if (!(target instanceof Node && currentTarget.contains(target))) return false;
  if (target instanceof Element && target.closest("a, button, input, label, [role=checkbox]")) return false;
  return (window.getSelection()?.toString() ?? "") === "";
}

interface HeaderCellProps<R> {
  column: Column<R>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeaderCell<R>({ column, sort, onSort }: HeaderCellProps<R>) {
  const sorted = sort?.key === column.key ? sort.direction : undefined;
  // Texts begin with A, numbers and times with the most.
  const first = column.align === "end" ? "desc" : "asc";
  const next = sorted ? (sorted === "asc" ? "desc" : "asc") : first;
  const Arrow = (sorted ?? first) === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      {...role.header}
      scope="col"
      data-align={column.align}
      style={{ width: column.width }}
      aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          className={cx(
            "group -mx-1 inline-flex items-center gap-1 rounded-md px-1 align-top hover:text-ink",
            // The name stands over the edge that the figures stand at.
            column.align === "end" && "flex-row-reverse",
          )}
          onClick={() => onSort({ key: column.key, direction: next })}
        >
          {column.header}
          <Arrow className={sorted ? "size-3" : "size-3 opacity-0 group-hover:opacity-50"} aria-hidden />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
