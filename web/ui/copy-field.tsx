import { Check, Copy, Eye, EyeOff } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { IconButton } from "./button.tsx";

export interface CopyFieldProps {
  label: string;
  value: string;
  /** Shows dots until asked, for keys. */
  secret?: boolean;
  labelHidden?: boolean;
}

/** A value to take elsewhere: an id, a key, a line for the terminal. */
export function CopyField({ label, value, secret, labelHidden }: CopyFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState(!secret);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  function copy() {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "font-medium text-sm"}>
        {label}
      </label>
      <div className="flex items-center gap-1 rounded-md border border-line bg-sunken p-0.5 ps-2.5">
        <input
          id={id}
          readOnly
          type={shown ? "text" : "password"}
          value={value}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 rounded-sm bg-transparent font-mono text-sm text-ink"
        />
        {secret ? (
          <IconButton
            size="sm"
            label={shown ? t("ui.hide") : t("ui.show")}
            icon={shown ? <EyeOff className="size-3.5" aria-hidden /> : <Eye className="size-3.5" aria-hidden />}
            onClick={() => setShown(!shown)}
          />
        ) : null}
        <IconButton
          size="sm"
          label={copied ? t("ui.copied") : t("ui.copy", { name: label })}
          icon={
            copied ? (
              <Check className="size-3.5 text-positive" aria-hidden />
            ) : (
              <Copy className="size-3.5" aria-hidden />
            )
          }
          onClick={copy}
        />
        <span role="status" className="sr-only">
          {copied ? t("ui.copied") : ""}
        </span>
      </div>
    </div>
  );
}
