import { useNavigate, useSearch } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { signIn } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance } from "./entrance.tsx";

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  const form = useForm({ defaultValues: { email: "", password: "" } });
  const { errors } = form.formState;
  const { problem, busy, onSubmit } = useSubmit(form, async (values) => {
    await signIn(values);
    await navigate({ href: next ?? "/" });
  });
  return (
    <Entrance title={t("access.signIn")} footer={t("access.forgotten")}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("access.email")} error={errors.email?.message}>
          <Input
            type="email"
            autoComplete="username"
            autoFocus
            {...form.register("email", { required: t("access.emailMissing") })}
          />
        </Field>
        <Field label={t("access.password")} error={errors.password?.message}>
          <Input
            type="password"
            autoComplete="current-password"
            {...form.register("password", { required: t("access.passwordMissing") })}
          />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {t("access.signIn")}
        </Button>
      </form>
    </Entrance>
  );
}
