import { type ComponentProps, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Field, Input } from "../ui/field.tsx";

/** A code of the app, or one that was kept for when there is none. */
export function CodeField({ error, ...input }: ComponentProps<"input"> & { error: string | undefined }) {
  const { t } = useTranslation();
  const [isRecovery, setRecovery] = useState(false);
  return (
    <div className="flex flex-col items-start gap-2">
      <Field
        className="w-full"
        label={t(isRecovery ? "access.recoveryCode" : "access.code")}
        help={t(isRecovery ? "access.recoveryCodeHelp" : "access.codeHelp")}
        error={error}
      >
        <Input
          autoComplete={isRecovery ? "off" : "one-time-code"}
          inputMode={isRecovery ? "text" : "numeric"}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          {...input}
        />
      </Field>
      <button
        type="button"
        className="text-accent-text text-sm hover:underline"
        onClick={() => setRecovery(!isRecovery)}
      >
        {t(isRecovery ? "access.useApp" : "access.useRecoveryCode")}
      </button>
    </div>
  );
}
