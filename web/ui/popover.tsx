import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./class-names.ts";

export interface PopoverProps {
  trigger: ReactElement<Record<string, unknown>>;
  title?: string;
  /** Accessible name, where there is no title. */
  label?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: "top" | "bottom";
  align?: "start" | "center" | "end";
  /** Also opens on hover, for explanations. */
  hover?: boolean;
  className?: string;
  children: ReactNode;
}

export function Popover({
  trigger,
  title,
  label,
  open,
  onOpenChange,
  side,
  align = "start",
  hover,
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} openOnHover={hover} delay={250} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-60">
          <Base.Popup
            {...(label ? { "aria-label": label } : {})}
            className={cx(
              "floating max-h-(--available-height) w-80 max-w-[calc(100vw-16px)] overflow-y-auto p-4 text-sm outline-none",
              className,
            )}
          >
            {title ? <Base.Title className="mb-1 font-semibold text-sm">{title}</Base.Title> : null}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
