import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { useId } from "react";

export interface CheckboxProps {
  label: string;
  help?: ReactNode;
  checked: boolean;
  /** Some, but not all, of a group. */
  mixed?: boolean;
  onChange: (checked: boolean) => void;
  labelHidden?: boolean;
  /** Ids of what is said about it elsewhere. */
  describedBy?: string;
  disabled?: boolean;
}

export function Checkbox({ label, help, checked, mixed, onChange, labelHidden, describedBy, disabled }: CheckboxProps) {
  const id = useId();
  return (
    <div className="flex min-h-6 items-start gap-2">
      <Base.Root
        checked={checked}
        indeterminate={mixed}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={`${id}-label`}
        aria-describedby={help ? `${id}-help` : describedBy}
        className="relative mt-1 flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-edge bg-surface transition-colors before:absolute before:-inset-1 data-checked:border-accent data-indeterminate:border-accent data-checked:bg-accent data-indeterminate:bg-accent data-disabled:opacity-50"
      >
        <Base.Indicator className="text-on-accent">
          {mixed ? (
            <Minus className="size-3" strokeWidth={3} aria-hidden />
          ) : (
            <Check className="size-3" strokeWidth={3} aria-hidden />
          )}
        </Base.Indicator>
      </Base.Root>
      <div className={labelHidden ? "sr-only" : "min-w-0"}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the label repeats the click of the box beside it */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box itself takes the keyboard */}
        <span id={`${id}-label`} className="block text-sm leading-6" onClick={() => !disabled && onChange(!checked)}>
          {label}
        </span>
        {help ? (
          <span id={`${id}-help`} className="block text-faint text-xs">
            {help}
          </span>
        ) : null}
      </div>
    </div>
  );
}
