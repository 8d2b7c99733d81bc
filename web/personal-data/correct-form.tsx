import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";

const fields = ["name", "email", "phone"] as const;

/** Corrects what is known of a customer; what is left empty stays as it is. */
export function CorrectForm({ id, onDone, onSaved }: { id: string; onDone: () => void; onSaved: () => Promise<void> }) {
  const { t } = useTranslation();
  const form = useForm({ defaultValues: { name: "", email: "", phone: "" } });
  const { problem, busy, onSubmit } = useSubmit(form, async (typed) => {
    const traits = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ""));
    await request("PATCH /api/v1/contacts/:id/traits", { params: { id }, body: { traits } });
    await onSaved();
    onDone();
  });
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="text-muted text-sm">{t("personal.correctBody")}</p>
      <FormProblem error={problem} />
      {fields.map((field) => (
        <Field key={field} label={t(`personal.field.${field}`)}>
          <Input autoComplete="off" maxLength={300} {...form.register(field)} />
        </Field>
      ))}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t("personal.save")}
        </Button>
      </div>
    </form>
  );
}
