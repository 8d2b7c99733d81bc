import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { cx } from "./class-names.ts";
import { controlClass, useFieldProps } from "./field.tsx";
import { itemClass, type Option } from "./select.tsx";

interface Common<V extends string> {
  options: readonly Option<V>[];
  placeholder?: string;
  label?: string;
  disabled?: boolean;
  /** Called while typing, for options that come from the server; the list is then not filtered here. */
  onSearch?: (text: string) => void;
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

/** Pick one of many by typing. */
export function Combobox<V extends string>({ value, onChange, options, onSearch, ...look }: ComboboxProps<V>) {
  const { t } = useTranslation();
  const field = useFieldProps();
  return (
    <Base.Root<Option<V>>
      items={options}
      value={options.find((option) => option.value === value) ?? null}
      onValueChange={(option, details) => {
        if (!isEscape(details)) onChange(option?.value ?? null);
      }}
      onInputValueChange={(text, details) => {
        if (!isEscape(details) && details.reason === "input-change") onSearch?.(text);
      }}
      {...(onSearch ? { filter: null } : {})}
      disabled={look.disabled}
    >
      <div className={cx("relative", look.className)}>
        <Base.Input
          {...field}
          {...(look.label ? { "aria-label": look.label } : {})}
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

/** Pick several of many by typing; what is picked stands as chips in the box. */
export function MultiCombobox<V extends string>({
  value,
  onChange,
  options,
  onSearch,
  ...look
}: MultiComboboxProps<V>) {
  const { t } = useTranslation();
  const field = useFieldProps();
  const chosen = value.map((v) => options.find((option) => option.value === v) ?? { value: v, label: v });
  return (
    <Base.Root<Option<V>, true>
      multiple
      items={options}
      value={chosen}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onValueChange={(picked, details) => {
        if (!isEscape(details)) onChange(picked.map((option) => option.value));
      }}
      onInputValueChange={(text, details) => {
        if (!isEscape(details) && details.reason === "input-change") onSearch?.(text);
      }}
      {...(onSearch ? { filter: null } : {})}
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
          {...(look.label ? { "aria-label": look.label } : {})}
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
            {(option: Option) => (
              <Base.Item key={option.value} value={option} disabled={option.disabled} className={itemClass}>
                {option.icon}
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{option.label}</span>
                  {option.hint ? <span className="block truncate text-faint text-xs">{option.hint}</span> : null}
                </span>
                <Base.ItemIndicator>
                  <Check className="size-4 text-accent-text" aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
