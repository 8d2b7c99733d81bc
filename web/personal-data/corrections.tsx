import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Correction } from "../../contracts/know/privacy-links.ts";
import { useTranslation } from "../i18n/words.ts";
import { RecordLink } from "../records/record-link.tsx";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { correctionsQuery } from "./queries.ts";

/** Corrections that customers ask for on their page; nothing where there are none. */
export function Corrections() {
  const { t } = useTranslation();
  const found = useQuery(correctionsQuery());
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t("personal.corrections")} description={t("personal.correctionsBody")}>
      <ul className="flex flex-col divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className="py-3 first:pt-0 last:pb-0">
            <RecordLink kind="contact" id={item.contactId} name="" />
            <CorrectionOf correction={item} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What a customer asks to have corrected, to be accepted or declined. */
export function CorrectionOf({ correction: { id, fields, askedAt } }: { correction: Correction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const client = useQueryClient();
  const params = { id };
  const decide = useMutation({
    mutationFn: async (accept: boolean): Promise<void> => {
      if (accept) await request("POST /api/v1/corrections/:id/accept", { params });
      else await request("DELETE /api/v1/corrections/:id", { params });
    },
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <div className="flex flex-col gap-2 text-sm">
      <FormProblem error={decide.error} />
      <p className="text-muted">{t("personal.correction.asked", { date: format.moment(askedAt) })}</p>
      <dl className="flex flex-col gap-1">
        {fields.map(({ field, now, asked }) => (
          <div key={field} className="flex flex-wrap gap-x-2">
            <dt className="text-muted">{t(`personal.field.${field}`)}</dt>
            <dd className="min-w-0 break-words">
              <del className="text-muted">{now}</del> <ins className="font-medium no-underline">{asked}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {can("privacy:edit") ? (
        <div className="flex gap-2">
          <Button size="sm" variant="primary" busy={decide.isPending} onClick={() => decide.mutate(true)}>
            {t("personal.correction.accept")}
          </Button>
          <Button size="sm" busy={decide.isPending} onClick={() => decide.mutate(false)}>
            {t("personal.correction.decline")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
