import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { meQuery, request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";

/** Where the link in a message to a new address leads, for the user it belongs to. */
export function ConfirmEmailPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { token } = useParams({ from: "/app/confirm-email/$token" });
  const change = useQuery({
    queryKey: ["email-change", token],
    queryFn: ({ signal }) => request("GET /api/v1/email-changes/:token", { params: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { problem, busy, onSubmit } = useSubmit(useForm(), async () => {
    const me = await request("POST /api/v1/email-changes/:token", { params: { token } });
    client.setQueryData(meQuery.queryKey, me);
    toast.success(t("settings.confirmEmail.done", { email: me.email }));
    await navigate({ to: "/settings/profile" });
  });
  return (
    <>
      <PageHeader title={t("settings.confirmEmail.title")} />
      <div className="max-w-160">
        {change.isError ? <ErrorState error={change.error} title={t("settings.confirmEmail.gone")} /> : null}
        {change.isPending ? (
          <Card flush>
            <SkeletonRows rows={2} />
          </Card>
        ) : null}
        {change.data ? (
          <Card>
            <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
              <FormProblem error={problem} />
              <p className="break-words text-sm">
                {t("settings.confirmEmail.body", { to: change.data.to, from: change.data.from })}
              </p>
              <Button type="submit" variant="primary" busy={busy} className="self-start">
                {t("settings.confirmEmail.act")}
              </Button>
            </form>
          </Card>
        ) : null}
      </div>
    </>
  );
}
