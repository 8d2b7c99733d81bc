import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/field.tsx";
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
  const [typed, setTyped] = useState<string | null>(null);
  const settings = useQuery(settingsQuery);
  const save = useMutation({
    mutationFn: (graceDays: number) => request("PUT /api/v1/personal-data/settings", { body: { graceDays } }),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved);
      setTyped(null);
    },
  });
  if (!settings.data) return null;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== null) save.mutate(Number(typed));
      }}
    >
      <FormProblem error={save.error} />
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t("personal.grace")} help={t("personal.graceHelp")} className="w-full sm:w-72">
          <Input
            type="number"
            min={0}
            max={90}
            required
            readOnly={!can("workspace:edit")}
            value={typed ?? String(settings.data.graceDays)}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {can("workspace:edit") ? (
          <Button type="submit" className="sm:mt-6.5" busy={save.isPending} disabled={typed === null}>
            {t("personal.save")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
