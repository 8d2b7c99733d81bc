import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { listQueries } from "../records/queries.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { Select } from "../ui/select.tsx";
import { ScopeField } from "../units/units.ts";
import { useRoleChoice } from "./use-roles.ts";

interface Sent {
  link: string;
  email: string;
  expiresAt: string;
  mailed: boolean;
}

/** Invites by a link that is shown once; whoever invites sends it on. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { options, hintOf } = useRoleChoice();
  const [chosen, setRole] = useState<string | null>(null);
  const role = chosen ?? (options.some(({ value }) => value === "editor") ? "editor" : "viewer");
  const [units, setUnits] = useState<string[] | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const form = useForm({ defaultValues: { email: "" } });
  const { problem, busy, onSubmit } = useSubmit(form, async ({ email }) => {
    if (units?.length === 0) return;
    const { invitation, link, mailed } = await request("POST /api/v1/invitations", {
      body: { email: email.trim(), role: role as "viewer", units },
    });
    await listQueries("invitations").changed();
    setSent({ link, mailed, email: invitation.email, expiresAt: invitation.expiresAt });
  });
  if (sent)
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={t("settings.members.invited", { email: sent.email })}
        description={t(sent.mailed ? "settings.members.mailedBody" : "settings.members.linkOnce", {
          email: sent.email,
          date: format.moment(sent.expiresAt),
        })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("settings.members.linkSent")}
          </Button>
        }
      >
        <CopyField label={t("settings.members.link")} value={sent.link} />
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("settings.members.invite")}
      description={t("settings.members.inviteBody")}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" type="submit" form="invite" busy={busy}>
            {t("settings.members.inviteAct")}
          </Button>
        </>
      }
    >
      <form id="invite" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("access.email")} error={form.formState.errors.email?.message}>
          <Input
            type="email"
            autoFocus
            autoComplete="off"
            {...form.register("email", {
              required: t("access.emailMissing"),
              pattern: { value: /^\s*\S+@\S+\.\S+\s*$/, message: t("access.emailWrong") },
            })}
          />
        </Field>
        <Field label={t("settings.members.role")} help={hintOf(role)}>
          <Select value={role} onChange={setRole} options={options} />
        </Field>
        <ScopeField value={units} onChange={setUnits} wasSent={form.formState.isSubmitted} />
      </form>
    </Dialog>
  );
}
