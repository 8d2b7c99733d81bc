import { CircleAlert, Search } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { createContext, useContext, useId } from "react";
import { useTranslation } from "../i18n/words.ts";
import { cx } from "./class-names.ts";

interface FieldIds {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
}
const FieldContext = createContext<FieldIds | null>(null);

/** What a control inside a `Field` spreads to be labelled and described by it. */
export function useFieldProps() {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    "aria-labelledby": field.labelId,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
  };
}

export interface FieldProps {
  label: string;
  help?: ReactNode;
  /** Shown in place and announced. */
  error?: string | undefined;
  optional?: boolean;
  /** Keeps the label for screen readers only, where the surroundings say it already. */
  labelHidden?: boolean;
  className?: string;
  children: ReactNode;
}

/** Label above, help under, error in place. Holds exactly one control. */
export function Field({ label, help, error, optional, labelHidden, className, children }: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const ids: FieldIds = {
    id,
    labelId: `${id}-label`,
    describedBy: [error ? `${id}-error` : "", help ? `${id}-help` : ""].filter(Boolean).join(" ") || undefined,
    invalid: Boolean(error),
  };
  return (
    <div className={cx("flex min-w-0 flex-col gap-1.5", className)}>
      <label
        id={ids.labelId}
        htmlFor={id}
        className={labelHidden ? "sr-only" : "flex items-baseline justify-between gap-2 font-medium text-ink text-sm"}
      >
        {label}
        {optional ? <span className="font-normal text-faint text-xs">{t("ui.optional")}</span> : null}
      </label>
      <FieldContext value={ids}>{children}</FieldContext>
      <div aria-live="polite" className="contents">
        {error ? (
          <p id={`${id}-error`} className="flex items-start gap-1.5 text-negative text-sm">
            <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
            {error}
          </p>
        ) : null}
      </div>
      {help ? (
        <p id={`${id}-help`} className="text-faint text-xs">
          {help}
        </p>
      ) : null}
    </div>
  );
}

/** The look of everything one types into or picks from. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-ink text-sm transition-colors hover:border-muted " +
  "aria-invalid:border-negative disabled:cursor-not-allowed disabled:opacity-60 max-sm:text-lg";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...useFieldProps()} {...rest} className={cx(controlClass, "h-8 max-sm:h-10", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...useFieldProps()} {...rest} className={cx(controlClass, "py-1.5", className)} />;
}

export interface SearchInputProps extends Omit<ComponentProps<"input">, "type"> {
  label: string;
}

/** A search box with its own hidden label. */
export function SearchInput({ label, className, ...rest }: SearchInputProps) {
  return (
    <div className={cx("relative w-full min-w-0", className)}>
      <Search
        className="pointer-events-none absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        {...rest}
        className={cx(controlClass, "h-8 ps-8 max-sm:h-10")}
      />
    </div>
  );
}
