import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";
import { CodeBlock } from "./code-block.tsx";

/** Lines to paste somewhere else, with a button that copies them. */
export function Snippet({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className="min-w-0 rounded-lg border border-line bg-sunken">
      <div className="flex items-center justify-between gap-2 border-line border-b py-1 ps-3 pe-1">
        <span className="text-faint text-xs">{label}</span>
        <Button
          size="sm"
          variant="ghost"
          icon={
            copied ? (
              <Check className="size-3.5 text-positive" aria-hidden />
            ) : (
              <Copy className="size-3.5" aria-hidden />
            )
          }
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? t("ui.copied") : t("data.copy")}
        </Button>
      </div>
      <CodeBlock label={label} text={text} />
    </div>
  );
}
