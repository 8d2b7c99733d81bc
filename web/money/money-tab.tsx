import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { CurrencyPicker } from "./currency-picker.tsx";
import { RatesCard } from "./rates-card.tsx";

const ratesQuery = queryOptions({
  queryKey: ["currency-rates"],
  queryFn: ({ signal }) => request("GET /api/v1/currency-rates", { signal }),
});

/** The currency of the workspace, and the rates that amounts of others are converted with. */
export function MoneyTab() {
  const { t } = useTranslation();
  const rates = useQuery(ratesQuery);
  return (
    <div className="flex max-w-200 flex-col gap-4">
      <h2 className="sr-only">{t("money.title")}</h2>
      <Currency />
      {rates.error && !rates.data ? (
        <ErrorState error={rates.error} title={t("money.loadFailed")} onRetry={() => void rates.refetch()} />
      ) : rates.data ? (
        <RatesCard key={rates.data.revision} {...rates.data} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </div>
  );
}

function Currency() {
  const { t } = useTranslation();
  const { workspace, can } = useSession();
  const client = useQueryClient();
  const [currency, setCurrency] = useState(workspace.currency);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const allowed = can("workspace:edit");

  async function save() {
    setBusy(true);
    setProblem(null);
    try {
      await request("PATCH /api/v1/workspace", { body: { currency } });
      // Every amount on any page may be another.
      await client.invalidateQueries();
      toast.success(t("money.saved"));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Card title={t("money.currency")} description={t("money.currencyBody")}>
      <FormProblem error={problem} />
      {allowed ? null : <p className="mb-3 text-muted text-sm">{t("money.readOnly")}</p>}
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t("money.workspaceCurrency")} labelHidden className="w-full max-w-60">
          <CurrencyPicker value={currency} onChange={setCurrency} disabled={!allowed} />
        </Field>
        {allowed ? (
          <Button variant="primary" busy={isBusy} onClick={() => void save()}>
            {t("money.save")}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}
