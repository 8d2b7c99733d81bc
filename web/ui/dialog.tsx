import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "../i18n/words.ts";
import { cx } from "./class-names.ts";

export const scrimClass =
  "fixed inset-0 z-40 bg-scrim transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
}

const widths = { sm: "sm:w-100", md: "sm:w-140", lg: "sm:w-200" };

/** One short task over the page. At phone width it rises from the bottom edge. */
export function Dialog({ open, onOpenChange, title, description, footer, size = "md", children }: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup initialFocus={() => firstControl(content.current)} className={cx(dialogClass, widths[size])}>
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="font-semibold text-lg leading-tight">{title}</Base.Title>
              {description ? (
                <Base.Description className="mt-1 text-muted text-sm">{description}</Base.Description>
              ) : null}
            </div>
            <CloseButton />
          </div>
          <div ref={content} className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
            {children}
          </div>
          {footer ? <div className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Where one begins to answer; with a finger the usual place, since a keyboard that rises by itself hides the dialog. */
function firstControl(content: HTMLElement | null): HTMLElement | true {
  if (window.matchMedia("(pointer: coarse)").matches) return true;
  const controls = "input:not([type=file], [tabindex='-1']), textarea, [role=combobox]";
  return content?.querySelector<HTMLElement>(`:is(${controls}):not(:disabled)`) ?? true;
}

/** Takes the focus when nothing else can, so it has no tooltip that would catch the first Escape. */
export function CloseButton() {
  const { t } = useTranslation();
  return (
    <Base.Close
      aria-label={t("ui.close")}
      className="flex size-7 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-ink"
    >
      <X className="size-4" aria-hidden />
    </Base.Close>
  );
}

export const dialogClass = cx(
  "fixed z-50 flex max-h-[calc(100dvh-48px)] flex-col bg-raised shadow-float outline-none transition",
  "inset-x-0 bottom-0 rounded-t-lg sm:inset-auto sm:top-[12vh] sm:left-1/2 sm:max-h-[76vh] sm:-translate-x-1/2 sm:rounded-lg",
  "max-w-[100vw] data-starting-style:opacity-0 data-ending-style:opacity-0 sm:data-starting-style:scale-98 sm:data-ending-style:scale-98",
);
