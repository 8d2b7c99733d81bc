import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Checkbox } from "./checkbox.tsx";
import { cx } from "./class-names.ts";
import { SkeletonRows } from "./skeleton.tsx";

export interface Column<R> {
  key: string;
  header: string;
  cell: (row: R) => ReactNode;
  /** Numbers stand at the end. */
  align?: "start" | "end";
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
  /** Accessible name of a row, needed with `onOpen` or `selection`. */
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

/**
 * A real table: j and k or the arrows move, Enter opens, x selects.
 */
export function Table<R>(props: TableProps<R>) {
  const { caption, columns, rows, rowKey, rowLabel, onOpen, sort, onSort, selection, current, cards = true } = props;
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const [active, setActive] = useState(0);
  const movable = Boolean(onOpen || selection);
  const latest = useRef(active);
  latest.current = active;
  // Where nothing has the focus yet, j and k take it to the list.
  useEffect(() => {
    if (!movable) return;
    function onKeyDown(event: globalThis.KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key !== "j" && event.key !== "k") return;
      if (event.target !== document.body && event.target !== document.getElementById("content")) return;
      const row = body.current?.rows[latest.current];
      if (!row) return;
      row.focus();
      event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [movable]);
  const titleKey = (columns.find((column) => column.title) ?? columns[0])?.key;

  if (props.loading) return <SkeletonRows />;
  if (rows.length === 0 && props.empty) return props.empty;

  function toggle(key: string) {
    if (!selection) return;
    const next = new Set(selection.selected);
    if (!next.delete(key)) next.add(key);
    selection.onChange(next);
  }

  function move(to: number) {
    const at = Math.max(0, Math.min(rows.length - 1, to));
    setActive(at);
    const row = body.current?.rows[at];
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent, row: R, at: number) {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    const moves = new Map([
      ["j", at + 1],
      ["ArrowDown", at + 1],
      ["k", at - 1],
      ["ArrowUp", at - 1],
      ["Home", 0],
      ["End", rows.length - 1],
    ]);
    const to = moves.get(event.key);
    if (to !== undefined) move(to);
    else if (event.key === "Enter" && onOpen) onOpen(row);
    else if (event.key === "x" && selection) toggle(rowKey(row));
    else return;
    event.preventDefault();
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
      <tbody {...role.group} ref={body}>
        {rows.map((row, at) => {
          const key = rowKey(row);
          return (
            <tr
              key={key}
              {...role.row}
              data-opens={onOpen ? "" : undefined}
              data-current={current === key || selection?.selected.has(key) || undefined}
              tabIndex={movable ? (at === Math.min(active, rows.length - 1) ? 0 : -1) : undefined}
              aria-label={movable ? rowLabel?.(row) : undefined}
              onFocus={() => setActive(at)}
              onKeyDown={movable ? (event) => onKeyDown(event, row, at) : undefined}
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
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
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
          onClick={() => onSort({ key: column.key, direction: sorted === "desc" ? "asc" : "desc" })}
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
