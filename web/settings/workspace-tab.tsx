import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { UploadPicture } from "../files/upload-picture.tsx";
import { UploadedPicture } from "../files/uploaded-picture.tsx";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { TimeZonePicker } from "../ui/time-zone-picker.tsx";
import { toast } from "../ui/toast.tsx";

/** Name, time zone and logo of the workspace. */
export function WorkspaceTab() {
  const { t } = useTranslation();
  const { workspace, can } = useSession();
  const client = useQueryClient();
  const [timezone, setTimezone] = useState(workspace.timezone);
  const [logo, setLogo] = useState(workspace.logo);
  const form = useForm({ defaultValues: { name: workspace.name } });
  const { problem, busy, onSubmit } = useSubmit(form, async ({ name }) => {
    await request("PATCH /api/v1/workspace", { body: { name, timezone, logo } });
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
          {allowed ? <LogoField logo={logo} onChange={setLogo} /> : null}
          {allowed ? (
            <Button type="submit" variant="primary" busy={busy} className="self-start">
              {t("settings.save")}
            </Button>
          ) : null}
        </form>
      </Card>
      {allowed ? <SecondFactorRule /> : null}
      <Card title={t("settings.workspace.reference")} description={t("settings.workspace.referenceBody")}>
        <CopyField label={t("settings.workspace.id")} value={workspace.id} />
      </Card>
    </div>
  );
}

/** Whether everybody here needs a second factor; said and saved at once. */
function SecondFactorRule() {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const saving = useMutation({
    mutationFn: (secondFactorRequired: boolean) =>
      request("PATCH /api/v1/workspace", { body: { secondFactorRequired } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["me"] });
      toast.success(t("settings.workspace.saved"));
    },
    onSettled: () => setAsking(false),
  });
  return (
    <Card title={t("settings.workspace.signIn")}>
      <div className="flex flex-col gap-4">
        <FormProblem error={saving.error} />
        <Checkbox
          label={t("settings.workspace.factor")}
          help={t("settings.workspace.factorHelp")}
          checked={workspace.secondFactorRequired}
          disabled={saving.isPending}
          onChange={(isOn) => (isOn ? setAsking(true) : saving.mutate(false))}
        />
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("settings.workspace.factorTitle")}
        body={t("settings.workspace.factorBody")}
        confirmLabel={t("settings.workspace.factorAct")}
        busy={saving.isPending}
        onConfirm={() => saving.mutate(true)}
      />
    </Card>
  );
}

function LogoField({ logo, onChange }: { logo: string | null; onChange: (logo: string | null) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{t("settings.workspace.logo")}</legend>
      <div className="flex items-start gap-3">
        {logo === null ? null : (
          <UploadedPicture
            id={logo}
            fallback={<span className="size-16 shrink-0 rounded-md bg-sunken" />}
            className="size-16 shrink-0 rounded-md border border-line bg-white object-contain"
          />
        )}
        <UploadPicture
          purpose="workspace_logo"
          onUploaded={onChange}
          aside={
            logo === null ? null : (
              <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
                {t("settings.workspace.removeLogo")}
              </Button>
            )
          }
        />
      </div>
    </fieldset>
  );
}
