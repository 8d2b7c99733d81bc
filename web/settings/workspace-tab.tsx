import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { TimeZonePicker } from "../ui/time-zone-picker.tsx";
import { toast } from "../ui/toast.tsx";

/** Name and time zone of the workspace. */
export function WorkspaceTab() {
  const { t } = useTranslation();
  const { workspace, can } = useSession();
  const client = useQueryClient();
  const [timezone, setTimezone] = useState(workspace.timezone);
  const form = useForm({ defaultValues: { name: workspace.name } });
  const { problem, busy, onSubmit } = useSubmit(form, async ({ name }) => {
    await request("PATCH /api/v1/workspace", { body: { name, timezone } });
    await client.invalidateQueries({ queryKey: ["me"] });
    toast.success(t("settings.workspace.saved"));
  });
  const allowed = can("workspace:edit");
  return (
    <div className="flex max-w-160 flex-col gap-4">
      <Card title={t("settings.workspace.title")}>
        <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <FormProblem error={problem} />
          {allowed ? null : <p className="text-muted text-sm">{t("settings.workspace.readOnly")}</p>}
          <Field label={t("settings.workspace.name")} error={form.formState.errors.name?.message}>
            <Input
              maxLength={80}
              disabled={!allowed}
              {...form.register("name", {
                validate: (name) => name.trim() !== "" || t("access.workspaceMissing"),
              })}
            />
          </Field>
          <Field label={t("period.zone")} help={t("settings.workspace.zoneHelp")}>
            <TimeZonePicker value={timezone} onChange={setTimezone} disabled={!allowed} />
          </Field>
          {allowed ? (
            <Button type="submit" variant="primary" busy={busy} className="self-start">
              {t("settings.save")}
            </Button>
          ) : null}
        </form>
      </Card>
      <Card title={t("settings.workspace.reference")} description={t("settings.workspace.referenceBody")}>
        <CopyField label={t("settings.workspace.id")} value={workspace.id} />
      </Card>
    </div>
  );
}
