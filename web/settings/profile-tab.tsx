import { Monitor, Moon, Sun } from "lucide-react";
import { useForm } from "react-hook-form";
import { chooseLanguage } from "../i18n/language.ts";
import { type Language, languages, useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { leastPassword } from "../session/password.ts";
import { useSession } from "../session/session.ts";
import { type Theme, useTheme } from "../ui/appearance.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { toast } from "../ui/toast.tsx";
import { WhenSeen } from "../ui/when-seen.tsx";
import { EmailForm } from "./email-form.tsx";
import { SecondFactorCard } from "./second-factor-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { SignInsCard } from "./sign-ins.tsx";

/** What belongs to the person: how it looks here, the password, the sessions. */
export function ProfileTab() {
  const { me } = useSession();
  return (
    <div className="flex max-w-200 flex-col gap-4">
      <Card title={me.name} description={me.email}>
        <Appearance />
      </Card>
      <EmailForm />
      <Password />
      <SecondFactorCard />
      <SessionsCard />
      <WhenSeen>
        <SignInsCard />
      </WhenSeen>
    </div>
  );
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

function Appearance() {
  const { t, language } = useTranslation();
  const [theme, setTheme] = useTheme();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium text-sm">{t("shell.theme")}</span>
        <Segmented<Theme>
          label={t("shell.theme")}
          value={theme}
          onChange={setTheme}
          options={(["system", "light", "dark"] as const).map((value) => {
            const Icon = themeIcons[value];
            return { value, label: t(`theme.${value}`), icon: <Icon className="size-3.5" aria-hidden /> };
          })}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium text-sm">{t("shell.language")}</span>
        <Segmented<Language>
          label={t("shell.language")}
          value={language}
          onChange={(chosen) => void chooseLanguage(chosen)}
          options={languages}
        />
      </div>
    </div>
  );
}

function Password() {
  const { t } = useTranslation();
  const form = useForm({ defaultValues: { currentPassword: "", newPassword: "" } });
  const { errors } = form.formState;
  const { problem, busy, onSubmit } = useSubmit(form, async (body) => {
    await request("POST /api/v1/me/password", { body });
    form.reset();
    toast.success(t("settings.profile.changed"), { description: t("settings.profile.othersEnded") });
  });
  return (
    <Card title={t("settings.profile.password")} description={t("settings.profile.passwordBody")}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("settings.profile.current")} error={errors.currentPassword?.message}>
          <Input
            type="password"
            autoComplete="current-password"
            {...form.register("currentPassword", { required: t("access.passwordMissing") })}
          />
        </Field>
        <Field
          label={t("settings.profile.next")}
          help={t("access.passwordHelp", { least: leastPassword })}
          error={errors.newPassword?.message}
        >
          <Input
            type="password"
            autoComplete="new-password"
            {...form.register("newPassword", {
              required: t("access.passwordMissing"),
              minLength: { value: leastPassword, message: t("access.passwordShort", { least: leastPassword }) },
            })}
          />
        </Field>
        <Button type="submit" busy={busy} className="self-start">
          {t("settings.profile.change")}
        </Button>
      </form>
    </Card>
  );
}
