import { useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { FormToken } from "./token.tsx";

interface BracketsTokenProps {
  brackets: readonly number[];
  onChange: (brackets: number[]) => void;
}

const most = 366;
const mostBrackets = 12;

/** The last units of the brackets, rising. */
export function BracketsToken({ brackets, onChange }: BracketsTokenProps) {
  const { t } = useTranslation();
  return (
    <FormToken label={t("explore.retention.brackets")} words={brackets.join(", ")} className="w-72">
      {(close) => (
        <BracketsForm
          brackets={brackets}
          onChange={(next) => {
            onChange(next);
            close();
          }}
        />
      )}
    </FormToken>
  );
}

function BracketsForm({ brackets, onChange }: BracketsTokenProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(brackets.join(", "));
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const read = typed
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map(Number);
        const rises = read.every(
          (each, index) => Number.isInteger(each) && each <= most && each > (read[index - 1] ?? 0),
        );
        if (read.length === 0 || read.length > mostBrackets || !rises) setWrong(true);
        else onChange(read);
      }}
    >
      <Field
        label={t("explore.retention.brackets")}
        help={t("explore.retention.bracketsHelp")}
        error={isWrong ? t("explore.retention.bracketsWrong", { most }) : undefined}
      >
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" className="self-end">
        {t("explore.apply")}
      </Button>
    </form>
  );
}
