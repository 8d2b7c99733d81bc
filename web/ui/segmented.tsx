import { useId } from "react";
import { cx } from "./class-names.ts";
import type { Option } from "./select.tsx";

export interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly Option<V>[];
  /** Icons alone, with the label for screen readers. */
  iconsOnly?: boolean;
}

/** One of two to four, all in sight. Native radio buttons, so the arrow keys work and the group has a name. */
export function Segmented<V extends string>({ label, value, onChange, options, iconsOnly }: SegmentedProps<V>) {
  const name = useId();
  return (
    <fieldset className="inline-flex shrink-0 rounded-md border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          title={iconsOnly ? option.label : undefined}
          className={cx(
            "flex h-6.5 cursor-pointer items-center gap-1.5 rounded-[5px] px-2 text-xs transition-colors",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            option.value === value ? "bg-chosen font-medium text-ink ring-1 ring-line" : "text-muted hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon}
          <span className={iconsOnly ? "sr-only" : undefined}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
