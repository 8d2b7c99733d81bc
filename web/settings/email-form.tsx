import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";

/** Asks for another address to sign in with; it counts when the link sent there was followed. */
export function EmailForm() {
  const { t } = useTranslation();
  const { me } = useSession();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ defaultValues: { email: "", password: "" } });
  const { errors } = form.formState;
  const { problem, busy, onSubmit } = useSubmit(form, async ({ email, password }) => {
    await request("POST /api/v1/me/email", { body: { email: email.trim(), password } });
    setSentTo(email.trim());
    form.reset();
  });
  return (
    <Card title={t("settings.profile.email")} description={t("settings.profile.emailBody", { email: me.email })}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        {sentTo === null ? null : (
          <p role="status" className="break-words rounded-md bg-positive-soft px-3 py-2 text-sm">
            <span className="block font-medium">{t("settings.profile.emailSent", { email: sentTo })}</span>
            {t("settings.profile.emailSentBody")}
          </p>
        )}
        <Field label={t("settings.profile.newEmail")} error={errors.email?.message}>
          <Input
            type="email"
            autoComplete="email"
            {...form.register("email", {
              required: t("access.emailMissing"),
              pattern: { value: /^\s*\S+@\S+\.\S+\s*$/, message: t("access.emailWrong") },
            })}
          />
        </Field>
        <Field label={t("settings.profile.current")} error={errors.password?.message}>
          <Input
            type="password"
            autoComplete="current-password"
            {...form.register("password", { required: t("access.passwordMissing") })}
          />
        </Field>
        <Button type="submit" busy={busy} className="self-start">
          {t("settings.profile.changeEmail")}
        </Button>
      </form>
    </Card>
  );
}
