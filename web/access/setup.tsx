import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { createOwner } from "../session/api.ts";
import { leastPassword } from "../session/password.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance } from "./entrance.tsx";

/** The first run: who owns this system. */
export function SetupPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { name: "", email: "", password: "", workspace: "" } });
  const { errors } = form.formState;
  const { problem, busy, onSubmit } = useSubmit(form, async (values) => {
    await createOwner(values);
    await navigate({ to: "/" });
  });
  return (
    <Entrance title={t("access.setup")} intro={t("access.setupIntro")}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("access.name")} error={errors.name?.message}>
          <Input autoComplete="name" autoFocus {...form.register("name", { required: t("access.nameMissing") })} />
        </Field>
        <Field label={t("access.email")} error={errors.email?.message}>
          <Input
            type="email"
            autoComplete="username"
            {...form.register("email", {
              required: t("access.emailMissing"),
              pattern: { value: /^\S+@\S+\.\S+$/, message: t("access.emailWrong") },
            })}
          />
        </Field>
        <Field
          label={t("access.password")}
          help={t("access.passwordHelp", { least: leastPassword })}
          error={errors.password?.message}
        >
          <Input
            type="password"
            autoComplete="new-password"
            {...form.register("password", {
              required: t("access.passwordMissing"),
              minLength: { value: leastPassword, message: t("access.passwordShort", { least: leastPassword }) },
            })}
          />
        </Field>
        <Field label={t("access.workspace")} help={t("access.workspaceHelp")} error={errors.workspace?.message}>
          <Input
            autoComplete="organization"
            {...form.register("workspace", { required: t("access.workspaceMissing") })}
          />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {t("access.setupAct")}
        </Button>
      </form>
    </Entrance>
  );
}
