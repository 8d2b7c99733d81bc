import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";
import { itemClass, type Option } from "./select.tsx";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  side?: "top" | "bottom" | "right";
  align?: "start" | "end";
  defaultOpen?: boolean;
  children: ReactNode;
}

export function Menu({ trigger, side = "bottom", align = "start", defaultOpen, children }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-60">
          <Base.Popup className="floating max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto p-1 outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  shortcut?: string;
  /** Something that takes away; it still asks first. */
  danger?: boolean;
  disabled?: boolean;
  onSelect?: () => void;
  /** Renders another element, such as a router link. */
  render?: ReactElement<Record<string, unknown>>;
  children: ReactNode;
}

export function MenuItem({ icon, shortcut, danger, disabled, onSelect, render, children }: MenuItemProps) {
  return (
    <Base.Item
      {...(render ? { render } : {})}
      disabled={disabled}
      onClick={onSelect}
      className={cx(itemClass, danger && "text-negative")}
    >
      {icon ? <span className="flex size-4 items-center justify-center text-faint">{icon}</span> : null}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut ? <Kbd keys={shortcut} /> : null}
    </Base.Item>
  );
}

export interface MenuChoiceProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly Option<V>[];
}

/** One of several, with a tick on the current one. */
export function MenuChoice<V extends string>({ label, value, onChange, options }: MenuChoiceProps<V>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 font-medium text-faint text-xs">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: V) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            closeOnClick
            className={itemClass}
          >
            {option.icon ? (
              <span className="flex min-w-4 items-center justify-center text-faint">{option.icon}</span>
            ) : null}
            <span className="min-w-0 flex-1">
              <span className="block truncate">{option.label}</span>
              {option.hint ? <span className="block text-faint text-xs">{option.hint}</span> : null}
            </span>
            <Base.RadioItemIndicator>
              <Check className="size-4 text-accent-text" aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export interface MenuChecksProps {
  label: string;
  options: readonly Option[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** Any of several, each with a tick; the menu stays open. */
export function MenuChecks({ label, options, values, onChange }: MenuChecksProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 font-medium text-faint text-xs">{label}</Base.GroupLabel>
      {options.map((option) => (
        <Base.CheckboxItem
          key={option.value}
          checked={values.includes(option.value)}
          onCheckedChange={(isOn) =>
            onChange(isOn ? [...values, option.value] : values.filter((each) => each !== option.value))
          }
          className={itemClass}
        >
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Base.CheckboxItemIndicator>
            <Check className="size-4 text-accent-text" aria-hidden />
          </Base.CheckboxItemIndicator>
        </Base.CheckboxItem>
      ))}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
