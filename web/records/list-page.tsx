import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, SearchX } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState, type EmptyStateProps } from "../ui/empty-state.tsx";
import { catchFocus } from "../ui/lost-focus.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { saveFile } from "../ui/save-file.ts";
import type { Option } from "../ui/select.tsx";
import { type BulkAct, BulkBar, BulkRemoval, type Refused, RefusedNotice } from "./bulk-acts.tsx";
import { offered, type RowColumns, readColumns, shownOf, writeColumns } from "./chosen-columns.ts";
import { csvOf } from "./csv.ts";
import { useListAddress } from "./list-address.ts";
import { filtersOf, type ListColumn, type ListFilter, ordersOf, readSort, rowsWanted, writeSort } from "./list-rows.ts";
import { ListTools } from "./list-tools.tsx";
import type { Asking, listQueries } from "./queries.ts";
import { MayNotSee, RecordFailed } from "./record-failed.tsx";
import { declared, type Item, type Named, type Naming, pageOf, type RecordKind } from "./record-kind.ts";
import { NameLink, RecordRows } from "./record-rows.tsx";
import { type Section, SectionHead } from "./section-head.tsx";

interface Listed {
  items: readonly Item[];
  nextCursor?: string | null;
}
type ItemIn<P extends Listed> = P["items"][number];
type RowIn<P extends Listed> = ItemIn<P> & Pick<Named, "name">;

/** What the address asks a server for that searches, orders and pages by itself. */
export interface Asked {
  search: string | undefined;
  sort: string;
  /** What is chosen of a filter. */
  filter: (key: string) => string | undefined;
  cursor: string | undefined;
}

interface ListPageProps<P extends Listed> {
  of: RecordKind & { name: string; list: () => Asking<P> } & Pick<ReturnType<typeof listQueries>, "removeAll">;
  /** The head of the page; absent where the page around it has one. */
  section?: Section;
  /** Whether its name is shown above it: other things stand on the page. */
  isTitled?: boolean;
  /** What these things are good for, in a sentence. */
  about?: string;
  /** The name of the search box; absent where nothing can be searched. */
  search?: string;
  /** Cells beside the name, which stands first by itself. */
  columns: readonly ListColumn<RowIn<P>>[];
  /** Further columns, by what the rows have. They and what of `columns` is extra can be chosen, and are kept in the address. */
  ofRows?: RowColumns<RowIn<P>>;
  /** What a thing is called that people gave no name. */
  nameOf?: (item: ItemIn<P>) => string;
  /** What stands in the place of the name and its description. */
  name?: (row: RowIn<P>) => ReactNode;
  /** Draws a card instead of cells, at every width. */
  card?: (row: RowIn<P>) => ReactNode;
  /** The order where the address names none: the key of a column, with `-` before it for the other way round. */
  usual?: string;
  /** Where one answer does not hold all of them: the server searches, orders and pages. */
  server?: {
    ask: (asked: Asked) => Asking<P>;
    filters?: readonly ListFilter[];
    orders?: readonly Option[];
    summary?: (page: P) => string;
  };
  /** Instead of opening the page of the row. */
  onOpen?: (row: RowIn<P>) => void;
  /** What can be done with a row, at its end. */
  acts?: ((row: RowIn<P>) => ReactNode) | undefined;
  /** Acts on selected rows beside deleting. */
  bulk?: readonly BulkAct<RowIn<P>>[];
  /** Whether the rows on the page can be taken away as a file. */
  hasFile?: boolean;
  /** What else narrows the list. */
  tools?: ReactNode;
  /** What can be done beside a list; the link to the form of a new one where absent. */
  headActs?: ReactNode;
  /** What is said or offered otherwise than by the kind where there are none. */
  empty?: Partial<EmptyStateProps> & { more?: ReactNode };
  /** How the search looks for what it found nothing of. */
  searchHint?: string;
  /** In place of the rows. */
  instead?: ReactNode;
}

/** The list of a kind of things with all that lists can do; the noun gives its columns and words. */
export function ListPage<P extends Listed>(
  props: ListPageProps<P> & Naming<ItemIn<P>, Pick<ListPageProps<P>, "nameOf">>,
) {
  const { t } = useTranslation();
  const { can } = useSession();
  const { of, section, isTitled } = props;
  return (
    <>
      {section ? <SectionHead {...section} /> : null}
      <h2 className={isTitled ? "mb-3 font-semibold text-base" : "sr-only"}>{t(`${of.words}.many`)}</h2>
      {of.read && !can(of.read) ? <MayNotSee words={of.words} /> : <List {...props} />}
    </>
  );
}

function List<P extends Listed>(props: ListPageProps<P>) {
  const { of, server, usual = "name", tools, empty, instead } = props;
  const { t } = useTranslation();
  const { can } = useSession();
  const address = useListAddress();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const frame = useRef<HTMLDivElement>(null);
  const currentRow = () => frame.current?.querySelector<HTMLElement>("[data-row][tabindex='0']");
  const mayEdit = of.edit !== undefined && can(of.edit);
  const named: ListColumn<RowIn<P>> = {
    key: "name",
    header: t(`${of.words}.name`),
    title: true,
    sortable: !server,
    value: ({ name }) => name,
    cell: props.name ?? ((row) => <NameLink of={of} row={row} />),
  };
  const columns = [named, ...props.columns];

  const orders = server
    ? (server.orders ?? [])
    : ordersOf(columns).map(({ value, label }) => ({ value, label: t("records.sortBy", { name: label }) }));
  const sort = readSort(address.sort, usual, columns);
  const order = server ? (orders.find(({ value }) => value === address.sort)?.value ?? usual) : writeSort(sort);
  const ask = (cursor: string | undefined) =>
    server?.ask({ search: address.search || undefined, sort: order, filter: address.filter, cursor }) ?? of.list();
  // Another question begins at its first page.
  const pages = useCursor(JSON.stringify(ask(undefined).queryKey));
  const found = useQuery<P, Error, P, readonly unknown[]>({
    ...ask(pages.cursor),
    placeholderData: keepPreviousData,
  });
  const all = (found.data?.items ?? []).map(
    (item: ItemIn<P>): RowIn<P> => ({ ...item, name: props.nameOf?.(item) ?? item.name ?? "" }),
  );
  const chosenColumns = readColumns(address.filter("columns"));
  const choice = offered(props.columns, all, chosenColumns, props.ofRows);
  const shownColumns = shownOf(choice, chosenColumns);
  const drawn: ListColumn<RowIn<P>>[] = [
    named,
    ...shownColumns,
    ...(props.acts ? [{ key: "acts", header: t("records.acts"), align: "end" as const, cell: props.acts }] : []),
  ];
  const filters = server ? (server.filters ?? []) : filtersOf(all, columns);
  const isNarrowed = address.text !== "" || filters.some(({ key }) => address.filter(key) !== undefined);
  const rows = server ? all : rowsWanted(all, { ...address, sort, columns });
  // Of what is selected only what is on the page is meant.
  const chosen = rows.filter(({ id }) => selected.has(id));
  const bulk = props.bulk ?? [];
  const headActs =
    props.headActs ??
    (mayEdit && of.isWritten && of.path ? (
      <Link {...pageOf(of.path, "new")} className={buttonClass({ variant: "primary" })}>
        <Plus className="size-4" aria-hidden />
        {t(declared(`${of.words}.new`))}
      </Link>
    ) : null);

  function save(shown: readonly RowIn<P>[]) {
    const told = drawn.flatMap(({ header, value }) => (value ? [{ header, value }] : []));
    const lines = shown.map((row) => told.map(({ value }) => value(row)));
    saveFile(`${of.name}.csv`, csvOf([told.map(({ header }) => header), ...lines]));
  }

  function clear() {
    setSelected(new Set());
    catchFocus(currentRow);
  }

  function onKeyDown({ target, key, metaKey, ctrlKey }: KeyboardEvent) {
    if (!(target instanceof HTMLElement) || metaKey || ctrlKey) return;
    const bar = frame.current?.querySelector("[data-acts]");
    if (key === "Escape" && ("row" in target.dataset || bar?.contains(target))) clear();
    if (key === "a" && "row" in target.dataset) bar?.querySelector("button")?.focus();
  }

  if (found.error && !found.data)
    return <RecordFailed of={of} error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data && all.length === 0 && !isNarrowed && pages.page === 1 && !instead)
    return (
      <div className="flex flex-col gap-4">
        {tools}
        <EmptyState
          icon={<of.icon className="size-5" aria-hidden />}
          title={t(`${of.words}.emptyTitle`)}
          body={t(`${of.words}.emptyBody`)}
          action={headActs}
          {...empty}
        />
        {empty?.more}
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the rows within
    <div ref={frame} onKeyDown={onKeyDown}>
      {props.about && props.search ? <p className="mb-4 max-w-160 text-muted text-sm">{props.about}</p> : null}
      <ListTools
        address={address}
        search={props.search}
        about={props.about}
        filters={filters}
        orders={server || props.search ? orders : []}
        order={order}
        isOrderedByHeads={!server && !props.card}
        columns={
          choice.some(({ isExtra }) => isExtra)
            ? {
                columns: choice,
                shown: shownColumns.map(({ key }) => key),
                onChange: (keys) => address.set({ columns: keys && writeColumns(keys) }),
              }
            : undefined
        }
        onFile={props.hasFile && rows.length > 0 ? () => save(rows) : undefined}
        onDown={() => currentRow()?.focus()}
        tools={tools}
        headActs={headActs}
      />
      <RefusedNotice refused={refused} onClose={() => setRefused([])} />
      {instead ??
        (found.data && rows.length === 0 ? (
          <EmptyState
            icon={<SearchX className="size-5" aria-hidden />}
            title={address.text ? t("records.noMatch", { text: address.text }) : t("records.noneOfThese")}
            body={props.searchHint ?? t("records.noMatchBody")}
            action={
              <Button onClick={() => address.clear(filters.map(({ key }) => key))}>{t("records.clearSearch")}</Button>
            }
          />
        ) : (
          <RecordRows
            of={of}
            rows={rows}
            columns={drawn}
            isPending={found.isPending}
            isOld={found.isPlaceholderData}
            card={props.card}
            onOpen={props.onOpen}
            sort={server ? undefined : sort}
            onSort={(next) => address.set({ sort: writeSort(next) })}
            selection={mayEdit || bulk.length > 0 || props.hasFile ? { selected, onChange: setSelected } : undefined}
          />
        ))}
      {chosen.length > 0 ? (
        <BulkBar rows={chosen} acts={bulk} onFile={props.hasFile ? save : undefined} onClear={clear}>
          {mayEdit ? (
            <BulkRemoval
              rows={chosen}
              removeAll={of.removeAll}
              onDone={(stayed) => {
                setRefused(stayed);
                clear();
              }}
            />
          ) : null}
        </BulkBar>
      ) : null}
      {server && !instead ? (
        <Pagination
          pages={pages}
          nextCursor={found.data?.nextCursor}
          {...(found.data && server.summary ? { summary: server.summary(found.data) } : {})}
        />
      ) : null}
    </div>
  );
}
