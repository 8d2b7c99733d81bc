import { Columns3, Download } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { Combobox } from "../ui/combobox.tsx";
import { Input, SearchInput } from "../ui/field.tsx";
import { lazyPart } from "../ui/lazy-page.ts";
import { OnDemand } from "../ui/on-demand.tsx";
import { type Option, Select } from "../ui/select.tsx";
import type { ColumnMenuProps } from "./column-menu.tsx";
import type { useListAddress } from "./list-address.ts";
import type { ListFilter } from "./list-rows.ts";

const ColumnMenu = lazyPart(() => import("./column-menu.tsx"), "ColumnMenu", []);

type ListAddress = ReturnType<typeof useListAddress>;

interface ListToolsProps {
  address: ListAddress;
  /** The name of the search box; where nothing can be searched, a sentence about the list has its place. */
  search: string | undefined;
  about: string | undefined;
  filters: readonly ListFilter[];
  orders: readonly Option[];
  order: string;
  /** On a phone only, where no heads of columns are. */
  isOrderedByHeads: boolean;
  /** Which columns are shown, where that can be chosen. */
  columns: Omit<ColumnMenuProps, "trigger"> | undefined;
  onFile: (() => void) | undefined;
  /** From the box to the rows. */
  onDown: () => void;
  /** What else narrows the list, and what can be done beside it. */
  tools: ReactNode;
  headActs: ReactNode;
}

// Two of them share a row of a phone.
const choiceClass = "max-sm:min-w-36 max-sm:flex-1 sm:w-44";
// Stands for every value of a filter; none is called so.
const EVERY = "*";
// Of more, one is found by typing.
const MOST_LOOKED_THROUGH = 12;

/** What stands above a list: search, filters, order, file, and what can be done beside it. */
export function ListTools(props: ListToolsProps) {
  const { address, search, about, filters, orders, order, isOrderedByHeads, columns, onFile, onDown } = props;
  const { tools, headActs } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "/" || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [role$=dialog]")) return;
      event.preventDefault();
      box.current?.querySelector("input")?.focus();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      {search ? (
        <div ref={box} className="min-w-60 flex-1 sm:max-w-80">
          <SearchInput
            label={search}
            value={address.text}
            onChange={({ target }) => address.type(target.value)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown" && event.key !== "Enter") return;
              event.preventDefault();
              onDown();
            }}
          />
        </div>
      ) : about ? (
        <p className="max-w-160 text-muted text-sm">{about}</p>
      ) : null}
      {filters.map(({ key, label, options }) =>
        options === undefined ? (
          <FilterDay key={key} address={address} name={key} label={label} />
        ) : options.length > 1 || address.filter(key) !== undefined ? (
          <FilterChoice key={key} address={address} name={key} label={label} options={options} />
        ) : null,
      )}
      {orders.length > 1 ? (
        <div className={cx(choiceClass, isOrderedByHeads && "sm:hidden")}>
          <Select label={t("records.sort")} value={order} onChange={(sort) => address.set({ sort })} options={orders} />
        </div>
      ) : null}
      {tools}
      <div className="ms-auto flex items-center gap-2">
        {columns ? (
          <OnDemand
            part={ColumnMenu}
            opens="menu"
            given={columns}
            trigger={
              <Button variant="ghost" icon={<Columns3 className="size-3.5" aria-hidden />}>
                {t("records.columns")}
              </Button>
            }
          />
        ) : null}
        {onFile ? (
          <Button variant="ghost" icon={<Download className="size-3.5" aria-hidden />} onClick={onFile}>
            {t("records.csv")}
          </Button>
        ) : null}
        {headActs}
      </div>
    </div>
  );
}

interface FilterProps {
  address: ListAddress;
  /** What it is called in the address. */
  name: string;
  label: string;
}

/** Narrows a list to one value, which is kept in the address. */
function FilterChoice({ address, name, label, options }: FilterProps & { options: readonly Option[] }) {
  const { t } = useTranslation();
  const Choice = options.length > MOST_LOOKED_THROUGH ? Combobox : Select;
  return (
    <div className={choiceClass}>
      <Choice
        label={label}
        value={address.filter(name) ?? EVERY}
        onChange={(value: string | null) => address.set({ [name]: value === EVERY ? undefined : (value ?? undefined) })}
        options={[{ value: EVERY, label: t("records.every", { name: label }) }, ...options]}
      />
    </div>
  );
}

/** Narrows a list to what was from a day on, or until one. */
function FilterDay({ address, name, label }: FilterProps) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex items-center gap-2 text-muted text-sm max-sm:min-w-42 max-sm:flex-1 sm:w-44">
      {label}
      <Input
        id={id}
        type="date"
        value={address.filter(name) ?? ""}
        onChange={({ target }) => address.set({ [name]: target.value || undefined })}
      />
    </label>
  );
}
