import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { CodeField } from "../session/code-field.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { toast } from "../ui/toast.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

interface ProofProps {
  act: "renewal" | "removal";
  /** It was done; there may still be something to read. */
  onChanged: () => void;
  onClose: () => void;
}

/** Asks for the password and a code before recovery codes are made anew or the second factor is removed. */
export function SecondFactorProof({ act, onChanged, onClose }: ProofProps) {
  const { t } = useTranslation();
  const id = useId();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const form = useForm({ defaultValues: { password: "", code: "" } });
  const { errors } = form.formState;
  const { problem, busy, onSubmit } = useSubmit(form, async (body) => {
    if (act === "renewal") {
      setCodes((await request("POST /api/v1/me/second-factor/recovery-codes", { body })).recoveryCodes);
      onChanged();
      return;
    }
    await request("POST /api/v1/me/second-factor/removal", { body });
    toast.success(t("settings.factor.removed"), { description: t("settings.profile.othersEnded") });
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(act === "renewal" ? "settings.factor.renew" : "settings.factor.remove")}
      description={
        codes ? undefined : t(act === "renewal" ? "settings.factor.renewBody" : "settings.factor.removeBody")
      }
      footer={
        codes ? undefined : (
          <>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button type="submit" form={id} variant={act === "removal" ? "danger" : "primary"} busy={busy}>
              {t(act === "renewal" ? "settings.factor.renewAct" : "settings.factor.removeAct")}
            </Button>
          </>
        )
      }
    >
      {codes ? (
        <RecoveryCodes codes={codes} onKept={onClose} />
      ) : (
        <form id={id} noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <FormProblem error={problem} />
          <Field label={t("settings.profile.current")} error={errors.password?.message}>
            <Input
              type="password"
              autoComplete="current-password"
              {...form.register("password", { required: t("access.passwordMissing") })}
            />
          </Field>
          <CodeField error={errors.code?.message} {...form.register("code", { required: t("access.codeMissing") })} />
        </form>
      )}
    </Dialog>
  );
}
