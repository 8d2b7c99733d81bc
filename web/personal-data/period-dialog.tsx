import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { StoragePeriod, WouldExpire } from "../../contracts/know/storage-periods.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { Segmented } from "../ui/segmented.tsx";
import { periodsQuery } from "./queries.ts";

/** Changes how long a kind of data is kept: what would be deleted is counted and shown before it can be saved. */
export function PeriodDialog({ period, onClose }: { period: StoragePeriod; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { kind, usualDays, leastDays, mostDays } = period;
  const mayBeForEver = usualDays === null;
  const [isLimited, setIsLimited] = useState(period.days !== null || !mayBeForEver);
  const [typed, setTyped] = useState(String(period.days ?? usualDays ?? 730));
  const days = isLimited ? Number(typed) : null;
  const deletes = kind !== "erasures" && days !== null;
  const preview = useMutation({
    mutationFn: async () => {
      if (kind === "erasures" || days === null) return null;
      return request("GET /api/v1/storage-periods/:kind/preview", { params: { kind }, query: { days } });
    },
  });
  const save = useMutation({
    mutationFn: () => request("PUT /api/v1/storage-periods/:kind", { params: { kind }, body: { days } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: periodsQuery.queryKey });
      onClose();
    },
  });
  const isCounted = !deletes || preview.data?.days === days;
  const isBusy = preview.isPending || save.isPending;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(`personal.stored.${kind}`)} size="sm">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isBusy) return;
          if (isCounted) save.mutate();
          else preview.mutate();
        }}
      >
        <FormProblem error={save.error ?? preview.error} />
        <p className="text-muted text-sm">{t(`personal.storedBody.${kind}`)}</p>
        {mayBeForEver ? (
          <div>
            <Segmented
              label={t("personal.period.days")}
              value={isLimited ? "days" : "ever"}
              onChange={(value) => setIsLimited(value === "days")}
              options={[
                { value: "ever", label: t("personal.period.forEver") },
                { value: "days", label: t("personal.period.limited") },
              ]}
            />
          </div>
        ) : null}
        {isLimited ? (
          <Field
            label={t("personal.period.daysLabel")}
            help={t("personal.period.daysHelp", { least: leastDays, most: mostDays })}
          >
            <Input
              type="number"
              required
              min={leastDays}
              max={mostDays}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
        ) : null}
        <div aria-live="polite">{deletes && isCounted && preview.data ? <Counted counted={preview.data} /> : null}</div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button
            type="submit"
            variant={deletes && isCounted && (preview.data?.count ?? 0) > 0 ? "danger" : "primary"}
            busy={isBusy}
          >
            {isCounted ? t("personal.save") : t("personal.period.countFirst")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What would go, in a sentence. */
function Counted({ counted: { kind, count, people, before } }: { counted: WouldExpire }) {
  const { t } = useTranslation();
  const format = useFormat();
  const date = format.day(before.slice(0, 10));
  const things = t(`personal.amount.${kind}`, { count });
  if (count === 0) return <p className="text-sm">{t("personal.period.nothingOld", { date })}</p>;
  return (
    <div className="rounded-md bg-sunken p-3 text-sm">
      <p className="font-medium">
        {people === null || kind === "contacts"
          ? t("personal.period.would", { things, date })
          : t("personal.period.wouldOf", { things, date, people: t("personal.amount.people", { count: people }) })}
      </p>
      <p className="mt-1 text-muted">{t("personal.period.wouldWhen")}</p>
    </div>
  );
}
