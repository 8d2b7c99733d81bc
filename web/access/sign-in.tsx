import { useTranslation } from "../i18n/words.ts";
import { loadPage, signIn } from "../session/entering.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance, EntranceLink } from "./entrance.tsx";
import { useShortForm } from "./use-short-form.ts";

/** `next` is the page to go on to. */
export function SignInPage({ next }: { next: string }) {
  const { t } = useTranslation();
  const { field, faults, problem, busy, onSubmit } = useShortForm(
    {
      email: (text) => (text ? undefined : t("access.emailMissing")),
      password: (text) => (text ? undefined : t("access.passwordMissing")),
    },
    async (texts) => {
      await signIn(texts);
      loadPage(next);
    },
  );
  return (
    <Entrance
      title={t("access.signIn")}
      footer={<EntranceLink to="/forgotten-password">{t("access.forgotten")}</EntranceLink>}
    >
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("access.email")} error={faults.email}>
          <Input type="email" autoComplete="username" autoFocus {...field("email")} />
        </Field>
        <Field label={t("access.password")} error={faults.password}>
          <Input type="password" autoComplete="current-password" {...field("password")} />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {t("access.signIn")}
        </Button>
      </form>
    </Entrance>
  );
}
