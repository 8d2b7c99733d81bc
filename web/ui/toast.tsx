import { Toaster as Base, toast } from "sonner";

/** Where short notices appear; `toast.success(…)`, `toast.error(…, { description, action })`. */
export function Toaster({ label }: { label: string }) {
  return (
    <Base
      position="bottom-right"
      gap={8}
      style={{ fontFamily: "var(--font-sans)" }}
      containerAriaLabel={label}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "floating flex w-full items-start gap-2.5 p-3 text-sm text-ink sm:w-90",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-muted",
          icon: "mt-0.5 flex size-4 shrink-0 items-center",
          success: "[&_[data-icon]]:text-positive",
          error: "[&_[data-icon]]:text-negative",
          warning: "[&_[data-icon]]:text-warning",
          actionButton: "shrink-0 rounded-md px-2 py-0.5 font-medium text-accent-text hover:bg-hover",
          cancelButton: "shrink-0 rounded-md px-2 py-0.5 text-muted hover:bg-hover",
        },
      }}
    />
  );
}

export { toast };
