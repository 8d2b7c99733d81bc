import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { acceptInvitation, invitationQuery } from "../session/api.ts";
import { leastPassword } from "../session/password.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { Entrance } from "./entrance.tsx";

export function AcceptInvitationPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { token } = useParams({ from: "/invitation/$token" });
  const invitation = useQuery(invitationQuery(token));
  if (invitation.isError)
    return (
      <Entrance title={t("access.invitation")}>
        <ErrorState error={invitation.error} title={t("access.invitationGone")} />
      </Entrance>
    );
  if (!invitation.data)
    return (
      <Entrance title={t("access.invitation")}>
        <div className="flex flex-col gap-4" aria-busy>
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-8 w-full" />
        </div>
      </Entrance>
    );
  const { workspace, role, email, expiresAt, hasAccount } = invitation.data;
  return (
    <Entrance
      title={t("access.join", { workspace })}
      intro={t("access.joinIntro", { email, role: t(`role.${role}`) })}
      footer={t("access.validUntil", { date: format.moment(expiresAt) })}
    >
      <JoinForm token={token} email={email} hasAccount={hasAccount} />
    </Entrance>
  );
}

function JoinForm({ token, email, hasAccount }: { token: string; email: string; hasAccount: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { name: "", password: "" } });
  const { errors } = form.formState;
  const { problem, busy, onSubmit } = useSubmit(form, async ({ name, password }) => {
    await acceptInvitation(token, hasAccount ? { password } : { name, password });
    await navigate({ to: "/" });
  });
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormProblem error={problem} />
      {/* Password managers store the new password under the address that was invited. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      {hasAccount ? null : (
        <Field label={t("access.name")} error={errors.name?.message}>
          <Input autoComplete="name" {...form.register("name", { required: t("access.nameMissing") })} />
        </Field>
      )}
      <Field
        label={t("access.password")}
        help={hasAccount ? t("access.passwordExisting") : t("access.passwordHelp", { least: leastPassword })}
        error={errors.password?.message}
      >
        <Input
          type="password"
          autoComplete={hasAccount ? "current-password" : "new-password"}
          {...form.register("password", {
            required: t("access.passwordMissing"),
            ...(hasAccount
              ? {}
              : {
                  minLength: { value: leastPassword, message: t("access.passwordShort", { least: leastPassword }) },
                }),
          })}
        />
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        {t("access.joinAct")}
      </Button>
    </form>
  );
}
