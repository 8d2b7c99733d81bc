import { type ReactNode, useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input, Textarea } from "../ui/field.tsx";

/** Things that people give a name, by where their words stand in the translations. */
export type RecordWords = "segments" | "personas" | "touchpoints";

interface Written {
  name: string;
  description: string;
}

interface RecordFormProps {
  words: RecordWords;
  isNew: boolean;
  /** Whether what stands in the fields of the caller may be sent. */
  isComplete: boolean;
  /** Sends it and tells whoever waits for it. */
  save: () => Promise<void>;
  written: Written;
  onCancel: () => void;
  /** Beside the buttons, for what else can be done. */
  aside?: ReactNode;
  /** The fields, told whether sending was tried and what is wrong with the name. */
  children: (state: { wasSent: boolean; nameFault: string | undefined }) => ReactNode;
}

/** The form of what people give a name: says what is missing only when it is sent, and keeps what was typed when it fails. */
export function RecordForm(props: RecordFormProps) {
  const { words, isNew, isComplete, save, written, onCancel, aside, children } = props;
  const { t } = useTranslation();
  const [wasSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const isTaken = problem instanceof ApiError && problem.problem.code === "name_taken";
  const isStale = problem instanceof ApiError && problem.problem.status === 412;
  const isNameless = written.name.trim() === "";
  const nameFault = wasSent && isNameless ? t(`${words}.nameMissing`) : isTaken ? t(`${words}.nameTaken`) : undefined;

  async function send() {
    setSent(true);
    setProblem(null);
    if (isNameless || !isComplete) return;
    setBusy(true);
    try {
      await save();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a dialog above a page with a form of its own must not send both.
        event.stopPropagation();
        if (!isBusy) void send();
      }}
    >
      {problem && !isTaken ? (
        <ErrorState
          error={problem}
          title={t(isStale ? `${words}.staleTitle` : `${words}.saveFailed`)}
          kept={t(isStale ? `${words}.staleBody` : "journey.changesKept")}
        />
      ) : null}
      {children({ wasSent, nameFault })}
      <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t pt-4">
        {aside ? <span className="me-auto">{aside}</span> : null}
        <Button onClick={onCancel}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t(isNew ? `${words}.create` : `${words}.save`)}
        </Button>
      </div>
    </form>
  );
}

interface TextFieldProps {
  label: string;
  help?: string;
  value: string;
  onChange: (value: string) => void;
}

export function NameField({ error, value, onChange, ...field }: TextFieldProps & { error: string | undefined }) {
  return (
    <Field {...field} error={error}>
      <Input value={value} maxLength={120} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

export function DescriptionField({ rows, value, onChange, ...field }: TextFieldProps & { rows: number }) {
  return (
    <Field {...field} optional>
      <Textarea value={value} rows={rows} maxLength={2000} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
