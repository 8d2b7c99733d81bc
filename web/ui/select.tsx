import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "./class-names.ts";
import { controlClass, useFieldProps } from "./field.tsx";

export interface Option<V extends string = string> {
  value: V;
  label: string;
  /** A second line that helps to choose. */
  hint?: string;
  icon?: ReactNode;
  disabled?: boolean;
  /** Under which name it stands in a list that has many. */
  group?: string;
}

export interface SelectProps<V extends string> {
  value: V | null;
  onChange: (value: V) => void;
  options: readonly Option<V>[];
  placeholder?: string;
  /** Accessible name when it stands outside a `Field`. */
  label?: string;
  disabled?: boolean;
  className?: string;
}

/** Pick one of a few. For more than a dozen use `Combobox`, which can be searched. */
export function Select<V extends string>({
  value,
  onChange,
  options,
  placeholder,
  label,
  disabled,
  className,
}: SelectProps<V>) {
  const field = useFieldProps();
  // Beside a page's content its list would belong to no landmark; in a dialog it has to stand above the dialog.
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  return (
    <Base.Root<V>
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      items={options.map(({ value, label }) => ({ value, label }))}
      disabled={disabled}
    >
      <Base.Trigger
        ref={(trigger) => setLandmark(trigger?.closest("main") ?? null)}
        {...field}
        {...(label ? { "aria-label": label } : {})}
        className={cx(controlClass, "flex h-8 items-center justify-between gap-2 text-start max-sm:h-10", className)}
      >
        <span className="truncate">
          <Base.Value placeholder={<span className="text-faint">{placeholder}</span>} />
        </span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden />
      </Base.Trigger>
      <Base.Portal {...(landmark ? { container: landmark } : {})}>
        <Base.Positioner sideOffset={4} collisionPadding={8} alignItemWithTrigger={false} className="z-60">
          <Base.Popup className="floating max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1 outline-none">
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={itemClass}>
                {option.icon}
                <span className="min-w-0 flex-1">
                  <Base.ItemText className="block truncate">{option.label}</Base.ItemText>
                  {option.hint ? <span className="block text-faint text-xs">{option.hint}</span> : null}
                </span>
                <Base.ItemIndicator>
                  <Check className="size-4 text-accent-text" aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The look of one row in anything that floats and is chosen from. */
export const itemClass =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-ink text-sm outline-none " +
  "data-highlighted:bg-hover data-disabled:opacity-50 max-sm:min-h-10";
