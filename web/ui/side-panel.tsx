import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { CloseButton, scrimClass } from "./dialog.tsx";

export interface SidePanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  /** `wide` for charts and tables. */
  width?: "normal" | "wide";
  children?: ReactNode;
}

/** Detail beside what it belongs to: the page stays visible and can be scrolled, Escape closes. */
export function SidePanel({
  open,
  onOpenChange,
  title,
  description,
  footer,
  width = "normal",
  children,
}: SidePanelProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Base.Portal>
        <Base.Popup
          className={cx(
            "fixed inset-y-0 end-0 z-40 flex w-full flex-col bg-raised shadow-float outline-none transition sm:rounded-s-lg",
            "data-ending-style:translate-x-4 data-starting-style:translate-x-4 data-ending-style:opacity-0 data-starting-style:opacity-0",
            width === "wide" ? "sm:w-160" : "sm:w-110",
          )}
        >
          <div className="flex items-start gap-3 border-line border-b px-5 py-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="truncate font-semibold text-lg leading-7">{title}</Base.Title>
              {description ? <Base.Description className="text-muted text-sm">{description}</Base.Description> : null}
            </div>
            <CloseButton />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
          {footer ? <div className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Accessible name. */
  title: string;
  children: ReactNode;
}

/** Slides in from the start edge over the page; the navigation at phone width. */
export function Drawer({ open, onOpenChange, title, children }: DrawerProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup className="fixed inset-y-0 start-0 z-50 flex w-72 max-w-[85vw] flex-col bg-sunken shadow-float outline-none transition data-ending-style:-translate-x-4 data-starting-style:-translate-x-4 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Base.Title className="sr-only">{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
