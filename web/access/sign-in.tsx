import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { CodeField } from "../session/code-field.tsx";
import { isCodeNeeded, loadPage, signIn } from "../session/entering.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance, EntranceLink } from "./entrance.tsx";
import { useShortForm } from "./use-short-form.ts";

interface Credentials {
  email: string;
  password: string;
}

/** In one step, or in two where a code is asked for. `next` is the page to go on to. */
export function SignInPage({ next }: { next: string }) {
  const [known, setKnown] = useState<Credentials | null>(null);
  return known ? (
    <SecondStep known={known} next={next} onBack={() => setKnown(null)} />
  ) : (
    <FirstStep next={next} onCodeNeeded={setKnown} />
  );
}

function FirstStep({ next, onCodeNeeded }: { next: string; onCodeNeeded: (known: Credentials) => void }) {
  const { t } = useTranslation();
  const { field, faults, problem, busy, onSubmit } = useShortForm(
    {
      email: (text) => (text ? undefined : t("access.emailMissing")),
      password: (text) => (text ? undefined : t("access.passwordMissing")),
    },
    async (texts) => {
      try {
        await signIn(texts);
      } catch (error) {
        if (!isCodeNeeded(error)) throw error;
        onCodeNeeded(texts);
        return;
      }
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

function SecondStep({ known, next, onBack }: { known: Credentials; next: string; onBack: () => void }) {
  const { t } = useTranslation();
  const { field, faults, problem, busy, onSubmit } = useShortForm(
    { code: (text) => (text.trim() ? undefined : t("access.codeMissing")) },
    async ({ code }) => {
      await signIn({ ...known, code });
      loadPage(next);
    },
  );
  return (
    <Entrance
      title={t("access.codeTitle")}
      intro={t("access.codeIntro", { email: known.email })}
      footer={
        <Button variant="ghost" size="sm" onClick={onBack}>
          {t("access.otherAccount")}
        </Button>
      }
    >
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <CodeField error={faults.code} autoFocus {...field("code")} />
        <Button type="submit" variant="primary" busy={busy}>
          {t("access.signIn")}
        </Button>
      </form>
    </Entrance>
  );
}
