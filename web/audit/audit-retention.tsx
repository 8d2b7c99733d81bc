import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input } from "../ui/field.tsx";

const key = ["audit-retention"];

/** For how long the log is kept; an owner sets it. */
export function AuditRetention() {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const kept = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request("GET /api/v1/audit/retention", { signal }),
  });
  const save = useMutation({
    mutationFn: (days: number) => request("PUT /api/v1/audit/retention", { body: { days } }),
    onSuccess: (saved) => {
      client.setQueryData(key, saved);
      setTyped(null);
    },
  });
  if (!kept.data) return null;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== null) save.mutate(Number(typed));
      }}
    >
      {save.isError ? <ErrorState error={save.error} /> : null}
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t("audit.days")} help={t("audit.daysHelp")} className="w-full sm:w-72">
          <Input
            type="number"
            min={30}
            max={3650}
            required
            readOnly={!can("audit:edit")}
            value={typed ?? String(kept.data.days)}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {can("audit:edit") ? (
          <Button type="submit" className="sm:mt-6.5" busy={save.isPending} disabled={typed === null}>
            {t("audit.save")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
