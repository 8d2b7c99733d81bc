import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../records/submit.ts";
import { createOwner } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance } from "./entrance.tsx";

/** Mirrors what the server asks for, so that one learns it before sending. */
export const leastPassword = 10;

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
    <Entrance title={t("identity.setup")} intro={t("identity.setupIntro")}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("identity.name")} error={errors.name?.message}>
          <Input autoComplete="name" autoFocus {...form.register("name", { required: t("identity.nameMissing") })} />
        </Field>
        <Field label={t("identity.email")} error={errors.email?.message}>
          <Input
            type="email"
            autoComplete="username"
            {...form.register("email", {
              required: t("identity.emailMissing"),
              pattern: { value: /^\S+@\S+\.\S+$/, message: t("identity.emailWrong") },
            })}
          />
        </Field>
        <Field
          label={t("identity.password")}
          help={t("identity.passwordHelp", { least: leastPassword })}
          error={errors.password?.message}
        >
          <Input
            type="password"
            autoComplete="new-password"
            {...form.register("password", {
              required: t("identity.passwordMissing"),
              minLength: { value: leastPassword, message: t("identity.passwordShort", { least: leastPassword }) },
            })}
          />
        </Field>
        <Field label={t("identity.workspace")} help={t("identity.workspaceHelp")} error={errors.workspace?.message}>
          <Input
            autoComplete="organization"
            {...form.register("workspace", { required: t("identity.workspaceMissing") })}
          />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {t("identity.setupAct")}
        </Button>
      </form>
    </Entrance>
  );
}
