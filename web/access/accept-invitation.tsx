import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { CodeField } from "../session/code-field.tsx";
import { acceptInvitation, isCodeNeeded, loadPage, readInvitation } from "../session/entering.ts";
import { leastPassword } from "../session/password.ts";
import { useRoleName } from "../session/role-name.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { Entrance, EntranceWaiting } from "./entrance.tsx";
import { passwordFault } from "./password-fault.ts";
import { useLink } from "./use-link.ts";
import { useShortForm } from "./use-short-form.ts";

export function AcceptInvitationPage({ token }: { token: string }) {
  const roleName = useRoleName();
  const { t } = useTranslation();
  const format = useFormat();
  const { data: invitation, error } = useLink(token, readInvitation);
  if (error !== undefined)
    return (
      <Entrance title={t("access.invitation")}>
        <ErrorState error={error} title={t("access.invitationGone")} />
      </Entrance>
    );
  if (!invitation) return <EntranceWaiting title={t("access.invitation")} />;
  const { workspace, email, expiresAt, hasAccount } = invitation;
  return (
    <Entrance
      title={t("access.join", { workspace })}
      intro={t("access.joinIntro", { email, role: roleName(invitation) })}
      footer={t("access.validUntil", { date: format.moment(expiresAt) })}
    >
      <JoinForm token={token} email={email} hasAccount={hasAccount} />
    </Entrance>
  );
}

function JoinForm({ token, email, hasAccount }: { token: string; email: string; hasAccount: boolean }) {
  const { t } = useTranslation();
  const [needsCode, setNeedsCode] = useState(false);
  const { field, faults, problem, busy, onSubmit } = useShortForm(
    {
      name: (text) => (text || hasAccount ? undefined : t("access.nameMissing")),
      password: (text) => (hasAccount ? (text ? undefined : t("access.passwordMissing")) : passwordFault(text, t)),
      code: (text) => (text.trim() || !needsCode ? undefined : t("access.codeMissing")),
    },
    async ({ name, password, code }) => {
      try {
        await acceptInvitation(token, hasAccount ? { password, ...(code ? { code } : {}) } : { name, password });
      } catch (error) {
        if (!isCodeNeeded(error)) throw error;
        setNeedsCode(true);
        return;
      }
      loadPage("/");
    },
  );
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormProblem error={problem} />
      {/* Password managers store the new password under the address that was invited. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      {hasAccount ? null : (
        <Field label={t("access.name")} error={faults.name}>
          <Input autoComplete="name" {...field("name")} />
        </Field>
      )}
      <Field
        label={t("access.password")}
        help={hasAccount ? t("access.passwordExisting") : t("access.passwordHelp", { least: leastPassword })}
        error={faults.password}
      >
        <Input type="password" autoComplete={hasAccount ? "current-password" : "new-password"} {...field("password")} />
      </Field>
      {needsCode ? <CodeField error={faults.code} autoFocus {...field("code")} /> : null}
      <Button type="submit" variant="primary" busy={busy}>
        {t("access.joinAct")}
      </Button>
    </form>
  );
}
