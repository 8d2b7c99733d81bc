import { Check, Copy, Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { saveFile } from "../ui/save-file.ts";

/** Recovery codes, this one time. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  // The form that was here is gone, and the focus with it.
  useEffect(() => head.current?.focus(), []);
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 ref={head} tabIndex={-1} className="font-semibold text-sm outline-none">
          {t("settings.factor.codes")}
        </h3>
        <p className="mt-1 text-muted text-sm">{t("settings.factor.codesBody")}</p>
      </div>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md border border-line bg-sunken px-4 py-3 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={isCopied ? <Check className="size-4" aria-hidden /> : <Copy className="size-4" aria-hidden />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {t(isCopied ? "ui.copied" : "settings.factor.copyCodes")}
        </Button>
        <Button
          icon={<Download className="size-4" aria-hidden />}
          onClick={() => saveFile("throughline-recovery-codes.txt", new Blob([text], { type: "text/plain" }))}
        >
          {t("settings.factor.saveCodes")}
        </Button>
        <Button variant="primary" onClick={onKept}>
          {t("settings.factor.kept")}
        </Button>
      </div>
    </div>
  );
}
