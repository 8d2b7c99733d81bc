import { useTranslation } from "../i18n/words.ts";
import { createOwner, loadPage } from "../session/entering.ts";
import { leastPassword } from "../session/password.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance } from "./entrance.tsx";
import { passwordFault } from "./password-fault.ts";
import { useShortForm } from "./use-short-form.ts";

/** The first run: who owns this system. */
export function SetupPage() {
  const { t } = useTranslation();
  const { field, faults, problem, busy, onSubmit } = useShortForm(
    {
      name: (text) => (text ? undefined : t("access.nameMissing")),
      email: (text) =>
        text ? (/^\S+@\S+\.\S+$/.test(text) ? undefined : t("access.emailWrong")) : t("access.emailMissing"),
      password: (text) => passwordFault(text, t),
      workspace: (text) => (text ? undefined : t("access.workspaceMissing")),
    },
    async (texts) => {
      await createOwner(texts);
      loadPage("/");
    },
  );
  return (
    <Entrance title={t("access.setup")} intro={t("access.setupIntro")}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("access.name")} error={faults.name}>
          <Input autoComplete="name" autoFocus {...field("name")} />
        </Field>
        <Field label={t("access.email")} error={faults.email}>
          <Input type="email" autoComplete="username" {...field("email")} />
        </Field>
        <Field
          label={t("access.password")}
          help={t("access.passwordHelp", { least: leastPassword })}
          error={faults.password}
        >
          <Input type="password" autoComplete="new-password" {...field("password")} />
        </Field>
        <Field label={t("access.workspace")} help={t("access.workspaceHelp")} error={faults.workspace}>
          <Input autoComplete="organization" {...field("workspace")} />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {t("access.setupAct")}
        </Button>
      </form>
    </Entrance>
  );
}
