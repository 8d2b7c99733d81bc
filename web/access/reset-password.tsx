import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { readReset, resetPassword } from "../session/entering.ts";
import { leastPassword } from "../session/password.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance, EntranceLink, EntranceWaiting } from "./entrance.tsx";
import { passwordFault } from "./password-fault.ts";
import { useLink } from "./use-link.ts";
import { useShortForm } from "./use-short-form.ts";

/** Where the link in a message about a forgotten password leads. */
export function ResetPasswordPage({ token }: { token: string }) {
  const { t } = useTranslation();
  const [isSet, setIsSet] = useState(false);
  const { data: reset, error } = useLink(token, readReset);
  if (isSet)
    return (
      <Entrance title={t("access.reset")} footer={<EntranceLink to="/sign-in">{t("access.toSignIn")}</EntranceLink>}>
        <p role="status" className="text-sm">
          {t("access.resetDone")}
        </p>
      </Entrance>
    );
  if (error !== undefined)
    return (
      <Entrance
        title={t("access.reset")}
        footer={<EntranceLink to="/forgotten-password">{t("access.askAgain")}</EntranceLink>}
      >
        <ErrorState error={error} title={t("access.resetGone")} />
      </Entrance>
    );
  if (!reset) return <EntranceWaiting title={t("access.reset")} />;
  return (
    <Entrance title={t("access.reset")} intro={t("access.resetIntro", { email: reset.email })}>
      <PasswordForm token={token} email={reset.email} onSet={() => setIsSet(true)} />
    </Entrance>
  );
}

function PasswordForm({ token, email, onSet }: { token: string; email: string; onSet: () => void }) {
  const { t } = useTranslation();
  const { field, faults, problem, busy, onSubmit } = useShortForm(
    { password: (text) => passwordFault(text, t) },
    async ({ password }) => {
      await resetPassword(token, password);
      onSet();
    },
  );
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormProblem error={problem} />
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field
        label={t("access.password")}
        help={t("access.passwordHelp", { least: leastPassword })}
        error={faults.password}
      >
        <Input type="password" autoComplete="new-password" autoFocus {...field("password")} />
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        {t("access.resetAct")}
      </Button>
    </form>
  );
}
