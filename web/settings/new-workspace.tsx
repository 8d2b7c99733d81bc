import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { enterWorkspace } from "../session/entering.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { TimeZonePicker } from "../ui/time-zone-picker.tsx";

/** Creates a workspace and goes there. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [timezone, setTimezone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const form = useForm({ defaultValues: { name: "" } });
  const { problem, busy, onSubmit } = useSubmit(form, async ({ name }) => {
    const { id } = await request("POST /api/v1/workspaces", { body: { name, timezone } });
    enterWorkspace(id);
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("settings.workspace.create")}
      description={t("settings.workspace.createBody")}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" type="submit" form="new-workspace" busy={busy}>
            {t("settings.workspace.create")}
          </Button>
        </>
      }
    >
      <form id="new-workspace" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("settings.workspace.name")} error={form.formState.errors.name?.message}>
          <Input
            autoFocus
            maxLength={80}
            autoComplete="off"
            {...form.register("name", { validate: (name) => name.trim() !== "" || t("access.workspaceMissing") })}
          />
        </Field>
        <Field label={t("period.zone")} help={t("settings.workspace.zoneHelp")}>
          <TimeZonePicker value={timezone} onChange={setTimezone} />
        </Field>
      </form>
    </Dialog>
  );
}
