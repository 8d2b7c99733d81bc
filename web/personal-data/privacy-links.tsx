import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { linksQuery } from "./queries.ts";

/** Links on which the customer sees, exports and corrects what is kept, and asks for erasure. */
export function PrivacyLinks({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const client = useQueryClient();
  const open = useQuery(linksQuery(id));
  const changed = () => client.invalidateQueries({ queryKey: linksQuery(id).queryKey });
  const make = useMutation({
    mutationFn: () => request("POST /api/v1/contacts/:id/privacy-links", { params: { id }, body: {} }),
    onSuccess: changed,
  });
  const revoke = useMutation({
    mutationFn: (link: string) => request("DELETE /api/v1/privacy-links/:id", { params: { id: link } }),
    onSuccess: changed,
  });
  return (
    <section className="flex flex-col gap-3 border-line border-t pt-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-48">
          <h3 className="font-medium text-sm">{t("personal.link")}</h3>
          <p className="text-faint text-xs">{t("personal.linkBody")}</p>
        </div>
        {can("privacy:edit") ? (
          <Button
            size="sm"
            icon={<Link2 className="size-3.5" aria-hidden />}
            busy={make.isPending}
            onClick={() => make.mutate()}
          >
            {t("personal.link.make")}
          </Button>
        ) : null}
      </div>
      <FormProblem error={make.error ?? revoke.error ?? open.error} />
      {make.data ? (
        <div role="status" className="flex flex-col gap-1">
          <CopyField label={t("personal.link.made")} value={make.data.url} />
          <p className="text-faint text-xs">{t("personal.link.once")}</p>
        </div>
      ) : null}
      {open.data && open.data.items.length > 0 ? (
        <ul className="flex flex-col gap-2 text-sm">
          {open.data.items.map((link) => (
            <li key={link.id} className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 flex-1 basis-48 text-muted">
                {t("personal.link.until", { date: format.moment(link.expiresAt), by: link.createdBy })}
              </span>
              {can("privacy:edit") ? (
                <Button
                  size="sm"
                  aria-label={t("personal.link.revokeOf", { date: format.moment(link.createdAt) })}
                  busy={revoke.isPending && revoke.variables === link.id}
                  onClick={() => revoke.mutate(link.id)}
                >
                  {t("personal.link.revoke")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
