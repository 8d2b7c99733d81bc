import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { DaysForm } from "../ui/days-form.tsx";
import { ErrorState } from "../ui/error-state.tsx";

const key = ["audit-retention"];

/** For how long the log is kept; an owner sets it. */
export function AuditRetention() {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const kept = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request("GET /api/v1/audit/retention", { signal }),
  });
  const save = useMutation({
    mutationFn: (days: number) => request("PUT /api/v1/audit/retention", { body: { days } }),
    onSuccess: (saved) => client.setQueryData(key, saved),
  });
  if (!kept.data) return null;
  return (
    <DaysForm
      days={kept.data.days}
      min={30}
      max={3650}
      label={t("audit.days")}
      help={t("audit.daysHelp")}
      act={t("audit.save")}
      mayChange={can("audit:edit")}
      failure={save.isError ? <ErrorState error={save.error} /> : null}
      isBusy={save.isPending}
      onSave={save.mutateAsync}
    />
  );
}
