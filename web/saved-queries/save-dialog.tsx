import { useId, useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input, Textarea } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";

export interface NameGiven {
  name: string;
  description: string;
  onOverview: boolean;
}

interface SaveDialogProps {
  title: string;
  /** What it is called so far. */
  from?: { name: string; description: string } | undefined;
  /** What is wrong with a name, of something else than a query. */
  nameWords?: { missing: string; taken: string };
  /** Offers to show it on the Overview too. */
  offersOverview?: boolean;
  /** Rejects with what the server said. */
  onSave: (given: NameGiven) => Promise<void>;
  onClose: () => void;
}

/** What a query is called. */
export function SaveDialog({ title, from, nameWords, offersOverview, onSave, onClose }: SaveDialogProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const form = useId();
  const [name, setName] = useState(from?.name ?? "");
  const [description, setDescription] = useState(from?.description ?? "");
  const [onOverview, setOnOverview] = useState(false);
  const [nameError, setNameError] = useState<string>();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit() {
    setProblem(null);
    if (name.trim() === "") return setNameError(nameWords?.missing ?? t("saved.nameMissing"));
    setBusy(true);
    try {
      await onSave({ name: name.trim(), description: description.trim(), onOverview });
      onClose();
    } catch (error) {
      const code = error instanceof ApiError ? error.problem.code : "";
      if (code === "name_taken") setNameError(nameWords?.taken ?? t("saved.nameTaken"));
      else setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" type="submit" form={form} busy={isBusy}>
            {t("saved.save")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FormProblem error={problem} />
        <Field label={t("saved.name")} error={nameError}>
          <Input
            value={name}
            maxLength={120}
            onChange={({ target }) => {
              setNameError(undefined);
              setName(target.value);
            }}
          />
        </Field>
        <Field label={t("saved.description")} optional>
          <Textarea
            rows={2}
            value={description}
            maxLength={2000}
            onChange={({ target }) => setDescription(target.value)}
          />
        </Field>
        {offersOverview && can("overview:edit") ? (
          <Checkbox label={t("saved.alsoOverview")} checked={onOverview} onChange={setOnOverview} />
        ) : null}
      </form>
    </Dialog>
  );
}
