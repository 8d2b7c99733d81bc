import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { askForReset } from "../session/entering.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance, EntranceLink } from "./entrance.tsx";
import { useShortForm } from "./use-short-form.ts";

/** Asks for a link that sets a new password. What it says afterwards is the same for every address. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<string | null>(null);
  const { field, faults, problem, busy, onSubmit } = useShortForm(
    { email: (text) => (text.trim() ? undefined : t("access.emailMissing")) },
    async ({ email }) => {
      await askForReset(email.trim());
      setAsked(email.trim());
    },
  );
  const back = <EntranceLink to="/sign-in">{t("access.toSignIn")}</EntranceLink>;
  if (asked !== null)
    return (
      <Entrance title={t("access.forgottenSent")} footer={back}>
        <p role="status" className="break-words text-sm">
          {t("access.forgottenSentBody", { email: asked })}
        </p>
      </Entrance>
    );
  return (
    <Entrance title={t("access.forgottenTitle")} intro={t("access.forgottenIntro")} footer={back}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("access.email")} error={faults.email}>
          <Input type="email" autoComplete="username" autoFocus {...field("email")} />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {t("access.forgottenAct")}
        </Button>
      </form>
    </Entrance>
  );
}
