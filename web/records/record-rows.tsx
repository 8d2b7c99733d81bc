import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Ago } from "../ui/ago.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { cx } from "../ui/class-names.ts";
import { useFormat } from "../ui/format.ts";
import { useRowKeys } from "../ui/row-keys.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { type Column, type Sort, Table } from "../ui/table.tsx";
import type { ListColumn } from "./list-rows.ts";
import { type Named, pageOf, type RecordKind } from "./record-kind.ts";

/** The name of something as the way to its page, with its description under it. */
export function NameLink({ of: { path }, row }: { of: RecordKind; row: Named }) {
  return (
    <>
      {path ? (
        <Link {...pageOf(path, row.id)} className="rounded-md font-medium hover:underline">
          {row.name}
        </Link>
      ) : (
        <span className="font-medium">{row.name}</span>
      )}
      {row.description ? <span className="line-clamp-2 text-faint text-xs">{row.description}</span> : null}
    </>
  );
}

interface RecordRowsProps<R extends Named> {
  of: RecordKind;
  rows: readonly R[];
  columns: readonly ListColumn<R>[];
  isPending: boolean;
  isOld: boolean;
  card: ((row: R) => ReactNode) | undefined;
  onOpen: ((row: R) => void) | undefined;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
  selection: { selected: ReadonlySet<string>; onChange: (selected: Set<string>) => void } | undefined;
}

/** The rows of a list, in cells or each as a card of its own. */
export function RecordRows<R extends Named>(props: RecordRowsProps<R>) {
  const { of, rows, columns, isPending, isOld, card, sort, onSort, selection } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { path } = of;
  const open = props.onOpen ?? (path ? ({ id }: R) => void navigate(pageOf(path, id)) : undefined);
  const label = t(`${of.words}.many`);
  const format = useFormat();
  const cells = columns.map(
    ({ cell, value, as, align, ...column }): Column<R> => ({
      ...column,
      // Numbers and times stand at the end.
      align: align ?? (as ? "end" : "start"),
      cell:
        cell ??
        ((row) => {
          const plain = value?.(row) ?? null;
          if (plain === null) return <span className="text-faint">–</span>;
          if (typeof plain === "number") return <span className="figures">{format.count(plain)}</span>;
          if (as === "ago") return <Ago instant={plain} />;
          return <span className="text-muted">{as === "day" || as === "moment" ? format[as](plain) : plain}</span>;
        }),
    }),
  );
  if (card) return <Cards {...{ label, rows, card, open, selection, isPending }} />;
  return (
    <Card flush stale={isOld}>
      <Table<R>
        caption={label}
        loading={isPending}
        rows={rows}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        columns={cells}
        {...(open ? { onOpen: open } : {})}
        {...(sort ? { sort, onSort } : {})}
        {...(selection ? { selection } : {})}
      />
    </Card>
  );
}

interface CardsProps<R extends Named> extends Pick<RecordRowsProps<R>, "rows" | "selection" | "isPending"> {
  label: string;
  card: (row: R) => ReactNode;
  open: ((row: R) => void) | undefined;
}

/** Cards side by side, with the keyboard of a table. */
function Cards<R extends Named>({ label, rows, card, open, selection, isPending }: CardsProps<R>) {
  const { t } = useTranslation();
  const { list, rowProps } = useRowKeys<HTMLUListElement>({
    count: rows.length,
    isMovable: true,
    onOpen: open && ((index) => rows[index] && open(rows[index])),
    onToggle: selection && ((index) => rows[index] && toggle(rows[index].id)),
  });
  function toggle(id: string) {
    const next = new Set(selection?.selected);
    if (!next.delete(id)) next.add(id);
    selection?.onChange(next);
  }
  return (
    <ul ref={list} aria-label={label} aria-busy={isPending} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {isPending
        ? [1, 2, 3].map((each) => (
            <li key={each}>
              <Skeleton className="h-56 w-full rounded-lg" />
            </li>
          ))
        : rows.map((row, index) => (
            <li
              key={row.id}
              aria-label={row.name}
              {...rowProps(index)}
              className={cx(
                "relative flex min-w-0 flex-col gap-3 rounded-lg border bg-surface p-4 transition-colors hover:border-edge",
                selection?.selected.has(row.id) ? "border-accent bg-selected" : "border-line",
              )}
            >
              {card(row)}
              {selection ? (
                <span className="absolute inset-e-3 top-3">
                  <Checkbox
                    label={t("ui.selectItem", { name: row.name })}
                    labelHidden
                    checked={selection.selected.has(row.id)}
                    onChange={() => toggle(row.id)}
                  />
                </span>
              ) : null}
            </li>
          ))}
    </ul>
  );
}
