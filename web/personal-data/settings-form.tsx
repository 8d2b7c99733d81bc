import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { DaysForm } from "../ui/days-form.tsx";
import { FormProblem } from "../ui/form-problem.tsx";

export const settingsQuery = queryOptions({
  queryKey: ["personal-settings"],
  queryFn: ({ signal }) => request("GET /api/v1/personal-data/settings", { signal }),
});

/** For how many days a request can be cancelled. */
export function SettingsForm() {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const settings = useQuery(settingsQuery);
  const save = useMutation({
    mutationFn: (graceDays: number) => request("PUT /api/v1/personal-data/settings", { body: { graceDays } }),
    onSuccess: (saved) => client.setQueryData(settingsQuery.queryKey, saved),
  });
  if (!settings.data) return null;
  return (
    <DaysForm
      days={settings.data.graceDays}
      min={0}
      max={90}
      label={t("personal.grace")}
      help={t("personal.graceHelp")}
      act={t("personal.save")}
      mayChange={can("workspace:edit")}
      failure={<FormProblem error={save.error} />}
      isBusy={save.isPending}
      onSave={save.mutateAsync}
    />
  );
}
