import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { toast } from "../ui/toast.tsx";
import { closedKey, messages } from "./mail-queries.ts";

/** Erases everything that was addressed to somebody. */
export function EraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ defaultValues: { address: "" } });
  const { problem, busy, onSubmit } = useSubmit(form, async ({ address }) => {
    const { erased } = await request("POST /api/v1/mail-erasures", { body: { address: address.trim() } });
    await Promise.all([messages.changed(), client.invalidateQueries({ queryKey: closedKey })]);
    toast.success(t("mail.erase.done", { count: erased }));
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("mail.erase.title")}
      description={t("mail.erase.body")}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="danger" type="submit" form="erase-mail" busy={busy}>
            {t("mail.erase.confirm")}
          </Button>
        </>
      }
    >
      <form id="erase-mail" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("mail.erase.address")} error={form.formState.errors.address?.message}>
          <Input
            type="text"
            inputMode="email"
            autoFocus
            autoComplete="off"
            {...form.register("address", { required: t("access.emailMissing") })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
