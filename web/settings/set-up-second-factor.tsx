import { useState } from "react";
import { useForm } from "react-hook-form";
import type { ResponseOf } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

type Begun = ResponseOf<"POST /api/v1/me/second-factor">;

interface SetUpProps {
  /** It is set up, and the recovery codes are kept. */
  onDone: () => void;
  /** It is set up, and the recovery codes are still to be read. */
  onConfirmed?: () => void;
  onCancel?: () => void;
}

/** In three steps: the password, the app and a code of it, the recovery codes. */
export function SetUpSecondFactor({ onDone, onConfirmed, onCancel }: SetUpProps) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const confirmed = (made: readonly string[]) => {
    setCodes(made);
    onConfirmed?.();
  };
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  if (begun) return <ConfirmApp begun={begun} onConfirmed={confirmed} onCancel={onCancel} />;
  return <GivePassword onBegun={setBegun} onCancel={onCancel} />;
}

function GivePassword({ onBegun, onCancel }: { onBegun: (begun: Begun) => void; onCancel: (() => void) | undefined }) {
  const { t } = useTranslation();
  const form = useForm({ defaultValues: { password: "" } });
  const { problem, busy, onSubmit } = useSubmit(form, async (body) =>
    onBegun(await request("POST /api/v1/me/second-factor", { body })),
  );
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormProblem error={problem} />
      <Field
        label={t("settings.profile.current")}
        help={t("settings.factor.passwordHelp")}
        error={form.formState.errors.password?.message}
      >
        <Input
          type="password"
          autoComplete="current-password"
          autoFocus
          {...form.register("password", { required: t("access.passwordMissing") })}
        />
      </Field>
      <Acts label={t("settings.factor.goOn")} busy={busy} onCancel={onCancel} />
    </form>
  );
}

interface ConfirmAppProps {
  begun: Begun;
  onConfirmed: (codes: readonly string[]) => void;
  onCancel: (() => void) | undefined;
}

function ConfirmApp({ begun: { uri, secret }, onConfirmed, onCancel }: ConfirmAppProps) {
  const { t } = useTranslation();
  const form = useForm({ defaultValues: { code: "" } });
  const { problem, busy, onSubmit } = useSubmit(form, async (body) =>
    onConfirmed((await request("POST /api/v1/me/second-factor/confirmation", { body })).recoveryCodes),
  );
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormProblem error={problem} />
      <p className="text-sm">{t("settings.factor.scan")}</p>
      <div className="flex flex-wrap items-start gap-4">
        <QrCode text={uri} label={t("settings.factor.qr")} />
        <div className="min-w-0 flex-1 basis-60">
          <CopyField label={t("settings.factor.secret")} value={secret} />
          <p className="mt-1.5 text-faint text-xs">{t("settings.factor.secretHelp")}</p>
        </div>
      </div>
      <Field label={t("access.code")} help={t("access.codeHelp")} error={form.formState.errors.code?.message}>
        <Input
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          maxLength={10}
          {...form.register("code", { required: t("access.codeMissing") })}
        />
      </Field>
      <Acts label={t("settings.factor.confirm")} busy={busy} onCancel={onCancel} />
    </form>
  );
}

function Acts({ label, busy, onCancel }: { label: string; busy: boolean; onCancel: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" variant="primary" busy={busy}>
        {label}
      </Button>
      {onCancel ? <Button onClick={onCancel}>{t("ui.cancel")}</Button> : null}
    </div>
  );
}
