import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { cx } from "./class-names.ts";
import { controlClass, useFieldProps } from "./field.tsx";
import { matching, named } from "./matching.ts";
import { itemClass, type Option } from "./select.tsx";

interface Common<V extends string> {
  options: readonly Option<V>[];
  placeholder?: string | undefined;
  label?: string | undefined;
  disabled?: boolean | undefined;
  /** Called while typing, for options that come from the server; the list is then not filtered here. */
  onSearch?: (text: string) => void;
  /** What may be taken although no list has it, made of what is typed. */
  own?: (typed: string) => Option<V> | undefined;
  loading?: boolean;
  className?: string;
}
export interface ComboboxProps<V extends string> extends Common<V> {
  value: V | null;
  onChange: (value: V | null) => void;
}
export interface MultiComboboxProps<V extends string> extends Common<V> {
  value: readonly V[];
  onChange: (value: V[]) => void;
}

/** What is offered for what is typed, and what leaving the field makes of it. */
function useTyping<V extends string>({ options, onSearch, own }: Common<V>, chosen: readonly V[] = []) {
  /** Null while nobody types. */
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed?.trim() ?? "";
  const left = chosen.length > 0 && text !== "" ? options.filter(({ value }) => !chosen.includes(value)) : options;
  const fitting = onSearch ? left : matching(left, text);
  const same = text === "" ? undefined : named(options, text);
  const made = text === "" || same ? undefined : own?.(text);
  const isOffered = made !== undefined && !options.some(({ value }) => value === made.value);
  return {
    typed,
    isTyping: text !== "",
    type: (next: string) => {
      setTyped(next);
      onSearch?.(next);
    },
    stop: () => setTyped(null),
    offered: isOffered ? [...fitting, made] : fitting,
    /** The option of the name that is typed. */
    same,
    /** What is made of the text, where no option has its name. */
    made,
    // What a server is still looking for is not taken unseen.
    first: onSearch || text === "" ? undefined : fitting.find(({ disabled }) => !disabled),
  };
}

/** Enter takes what is highlighted, else what was typed, and never sends the form; leaving takes what was typed, unless Escape was pressed. */
function useLeaving(take: () => void) {
  const highlighted = useRef(false);
  const isAbandoned = useRef(false);
  return {
    onHighlight: (item: unknown) => {
      highlighted.current = item !== undefined;
    },
    input: {
      onKeyDown: (event: KeyboardEvent) => {
        isAbandoned.current = event.key === "Escape";
        // Enter also ends the writing of one letter in some scripts.
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        if (!highlighted.current) take();
      },
      onBlur: () => {
        if (!isAbandoned.current) take();
        isAbandoned.current = false;
      },
    },
  };
}

/** Pick one of many by typing. The first that fits is highlighted; Enter takes it, and so does leaving the field. */
export function Combobox<V extends string>({ value, onChange, ...look }: ComboboxProps<V>) {
  const { t } = useTranslation();
  const field = useFieldProps();
  const typing = useTyping(look);
  const chosen = look.options.find((option) => option.value === value) ?? null;
  const leaving = useLeaving(() => {
    const taken = typing.same ?? typing.first ?? typing.made;
    if (taken) onChange(taken.value);
    // Where nothing is chosen the typed text stays to be mended; else what is chosen is shown again.
    if (taken || chosen || !typing.isTyping) typing.stop();
  });
  return (
    <Base.Root<Option<V>>
      items={typing.isTyping ? typing.offered : grouped(typing.offered)}
      filter={null}
      autoHighlight
      value={chosen}
      onValueChange={(option, details) => {
        if (!isEscape(details)) onChange(option?.value ?? null);
      }}
      inputValue={typing.typed ?? chosen?.label ?? ""}
      onInputValueChange={(text, details) => {
        if (isEscape(details)) return;
        if (details.reason === "input-change") typing.type(text);
        else if (details.reason === "item-press") typing.stop();
      }}
      onItemHighlighted={leaving.onHighlight}
      disabled={look.disabled}
    >
      <div className={cx("relative", look.className)}>
        <Base.Input
          {...field}
          {...leaving.input}
          {...(look.label ? { "aria-label": look.label } : {})}
          {...(typing.isTyping && typing.offered.length === 0 && !look.loading ? { "aria-invalid": true } : {})}
          placeholder={look.placeholder}
          className={cx(controlClass, "h-8 pe-8 max-sm:h-10")}
        />
        <Base.Trigger
          aria-label={t("ui.openList")}
          className="absolute inset-e-1 top-1/2 flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-faint hover:text-ink"
        >
          <ChevronsUpDown className="size-3.5" aria-hidden />
        </Base.Trigger>
      </div>
      <Options loading={look.loading} />
    </Base.Root>
  );
}

/**
 * Pick several of many by typing; what is picked stands as chips in the box. The first that fits is highlighted, and Enter
 * takes it; leaving the field makes a chip of the text as it is typed where that may be, else of the first that fits.
 */
export function MultiCombobox<V extends string>({ value, onChange, ...look }: MultiComboboxProps<V>) {
  const { t } = useTranslation();
  const field = useFieldProps();
  const typing = useTyping(look, value);
  const chosen = value.map((v) => look.options.find((option) => option.value === v) ?? { value: v, label: v });
  const leaving = useLeaving(() => {
    const taken = typing.same ?? typing.made ?? typing.first;
    if (!taken) return;
    if (!value.includes(taken.value)) onChange([...value, taken.value]);
    typing.stop();
  });
  return (
    <Base.Root<Option<V>, true>
      multiple
      items={typing.isTyping ? typing.offered : grouped(typing.offered)}
      filter={null}
      autoHighlight
      value={chosen}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onValueChange={(picked, details) => {
        if (isEscape(details)) return;
        onChange(picked.map((option) => option.value));
        typing.stop();
      }}
      inputValue={typing.typed ?? ""}
      onInputValueChange={(text, details) => {
        if (!isEscape(details) && details.reason === "input-change") typing.type(text);
      }}
      onItemHighlighted={leaving.onHighlight}
      disabled={look.disabled}
    >
      <Base.Chips
        className={cx(
          controlClass,
          "flex min-h-8 flex-wrap items-center gap-1 p-1 focus-within:outline-2 focus-within:outline-accent",
          look.className,
        )}
      >
        {chosen.map((option) => (
          <Base.Chip
            key={option.value}
            className="flex h-6 max-w-full items-center gap-1 rounded-md bg-hover ps-2 text-xs outline-none data-highlighted:bg-selected"
          >
            <span className="truncate">{option.label}</span>
            <Base.ChipRemove
              aria-label={t("ui.removeItem", { name: option.label })}
              className="flex size-6 items-center justify-center rounded-md text-faint hover:text-ink"
            >
              <X className="size-3" aria-hidden />
            </Base.ChipRemove>
          </Base.Chip>
        ))}
        <Base.Input
          {...field}
          {...leaving.input}
          {...(look.label ? { "aria-label": look.label } : {})}
          {...(typing.isTyping && typing.offered.length === 0 && !look.loading ? { "aria-invalid": true } : {})}
          placeholder={chosen.length === 0 ? look.placeholder : undefined}
          className="h-6 min-w-16 flex-1 bg-transparent px-1.5 text-sm outline-none"
        />
      </Base.Chips>
      <Options loading={look.loading} />
    </Base.Root>
  );
}

interface ChangeDetails {
  reason: string;
  cancel: () => void;
  allowPropagation: () => void;
}

/** Escape closes what is open, a list or else the dialog around it; it takes nothing away that was chosen or typed. */
export function isEscape(details: ChangeDetails): boolean {
  if (details.reason !== "escape-key") return false;
  details.cancel();
  details.allowPropagation();
  return true;
}

interface OptionGroup {
  label: string;
  items: Option[];
}

/** Options under the names of their groups, in the order in which those come; as they are where they have none. */
function grouped<V extends string>(options: readonly Option<V>[]): readonly Option<V>[] | readonly OptionGroup[] {
  if (!options.some(({ group }) => group !== undefined)) return options;
  const groups = new Map<string, Option[]>();
  for (const option of options) {
    const items = groups.get(option.group ?? "") ?? [];
    groups.set(option.group ?? "", [...items, option]);
  }
  return [...groups].map(([label, items]) => ({ label, items }));
}

function Options({ loading }: { loading?: boolean | undefined }) {
  const { t } = useTranslation();
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-60">
        <Base.Popup className="floating max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-48 overflow-y-auto p-1">
          <Base.Empty className="px-2 py-1.5 text-faint text-sm empty:hidden">
            {loading ? t("ui.loading") : t("ui.nothingFound")}
          </Base.Empty>
          <Base.List>
            {(entry: Option | OptionGroup) =>
              "items" in entry ? (
                <Base.Group key={entry.label} items={entry.items}>
                  <Base.GroupLabel className="px-2 pt-2 pb-1 font-medium text-faint text-xs">
                    {entry.label}
                  </Base.GroupLabel>
                  <Base.Collection>{(option: Option) => <Item key={option.value} option={option} />}</Base.Collection>
                </Base.Group>
              ) : (
                <Item key={entry.value} option={entry} />
              )
            }
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function Item({ option }: { option: Option }) {
  return (
    <Base.Item value={option} disabled={option.disabled} className={itemClass}>
      {option.icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{option.label}</span>
        {option.hint ? <span className="block truncate text-faint text-xs">{option.hint}</span> : null}
      </span>
      <Base.ItemIndicator>
        <Check className="size-4 text-accent-text" aria-hidden />
      </Base.ItemIndicator>
    </Base.Item>
  );
}
