import { useQueryClient } from "@tanstack/react-query";
import { Download, Plus, Trash2, Upload } from "lucide-react";
import { useRef, useState } from "react";
import type { CurrencyRate, CurrencyRates } from "../../contracts/log/money.ts";
import { csvRows } from "../../rules/csv-rows.ts";
import { useTranslation } from "../i18n/words.ts";
import { csvOf } from "../records/csv.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { saveFile } from "../ui/save-file.ts";
import { toast } from "../ui/toast.tsx";
import { CurrencyPicker } from "./currency-picker.tsx";

const COLUMNS = ["from", "to", "since", "rate"] as const;
const keyOf = ({ from, to, since }: CurrencyRate) => `${from} ${to} ${since}`;

/** The table of rates: one is added or taken away at once, a file adds many. */
export function RatesCard({ rates, revision }: CurrencyRates) {
  const { t } = useTranslation();
  const format = useFormat();
  const { workspace, can } = useSession();
  const client = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [fault, setFault] = useState("");
  const [isBusy, setBusy] = useState(false);
  const allowed = can("workspace:edit");

  async function save(next: readonly CurrencyRate[], told: string) {
    setBusy(true);
    setProblem(null);
    setFault("");
    try {
      await request("PUT /api/v1/currency-rates", { body: { rates: [...next] }, ifMatch: revision });
      // Every amount on any page may be another.
      await client.invalidateQueries();
      toast.success(told);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  async function read(chosen: File | undefined) {
    if (!chosen) return;
    const found = csvRows(await chosen.text(), COLUMNS);
    if ("lacks" in found) return setFault(t("money.fileLacks", { columns: found.lacks.join(", ") }));
    const given = found.rows.map(({ rate, from, to, since }) => ({
      ...{ from: from.toUpperCase(), to: to.toUpperCase(), since, rate: Number(rate.replace(",", ".")) },
    }));
    if (given.length === 0 || given.some(({ rate }) => !(rate > 0))) return setFault(t("money.fileWrong"));
    const all = new Map([...rates, ...given].map((each) => [keyOf(each), each]));
    await save([...all.values()], t("money.fileRead", { count: given.length }));
  }

  return (
    <Card
      title={t("money.rates")}
      description={t("money.ratesBody", { currency: workspace.currency })}
      actions={
        <>
          {rates.length > 0 ? (
            <Button
              icon={<Download className="size-3.5" aria-hidden />}
              onClick={() =>
                saveFile(
                  "currency-rates.csv",
                  csvOf([[...COLUMNS], ...rates.map(({ from, to, since, rate }) => [from, to, since, rate])]),
                )
              }
            >
              {t("money.download")}
            </Button>
          ) : null}
          {allowed ? (
            <Button
              icon={<Upload className="size-3.5" aria-hidden />}
              busy={isBusy}
              onClick={() => file.current?.click()}
            >
              {t("money.upload")}
            </Button>
          ) : null}
        </>
      }
    >
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv"
        className="hidden"
        tabIndex={-1}
        aria-label={t("money.upload")}
        onChange={({ target }) => {
          void read(target.files?.[0]);
          target.value = "";
        }}
      />
      <FormProblem error={problem} />
      {fault ? (
        <p role="alert" className="mb-3 text-negative text-sm">
          {fault}
        </p>
      ) : null}
      {rates.length === 0 ? (
        <p className="text-muted text-sm">{t("money.none")}</p>
      ) : (
        <ul className="flex max-h-96 flex-col divide-y divide-line overflow-y-auto text-sm">
          {[...rates].reverse().map((each) => (
            <li key={keyOf(each)} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
              <span className="figures">
                1 {each.from} = {format.rate(each.rate)} {each.to}
              </span>
              <span className="text-muted">
                {t("money.since", { day: format.day(`${each.since}T12:00:00Z`, "UTC") })}
              </span>
              {each.to === workspace.currency ? null : (
                <span className="text-faint text-xs">{t("money.unused", { currency: workspace.currency })}</span>
              )}
              {allowed ? (
                <Button
                  size="sm"
                  variant="ghost"
                  className="ms-auto"
                  icon={<Trash2 className="size-3.5" aria-hidden />}
                  aria-label={t("money.removeOne", { from: each.from, to: each.to, day: each.since })}
                  onClick={() =>
                    void save(
                      rates.filter((other) => keyOf(other) !== keyOf(each)),
                      t("money.removed"),
                    )
                  }
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {allowed ? (
        <NewRate
          isBusy={isBusy}
          to={workspace.currency}
          onAdd={(each) => {
            const others = rates.filter((other) => keyOf(other) !== keyOf(each));
            void save([...others, each], t("money.added"));
          }}
        />
      ) : null}
    </Card>
  );
}

function NewRate({ isBusy, to, onAdd }: { isBusy: boolean; to: string; onAdd: (rate: CurrencyRate) => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState({ from: "", since: "", rate: "" });
  const [wasSent, setSent] = useState(false);
  const rate = Number(draft.rate.replace(",", "."));
  const faults = {
    from: draft.from === "" || draft.from === to ? t("money.fromMissing") : undefined,
    since: draft.since === "" ? t("money.sinceMissing") : undefined,
    rate: draft.rate.trim() === "" || !(rate > 0) ? t("money.rateMissing") : undefined,
  };
  return (
    <form
      noValidate
      className="mt-4 grid items-start gap-3 border-line border-t pt-4 sm:grid-cols-[1fr_1fr_1fr_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        setSent(true);
        if (!faults.from && !faults.since && !faults.rate) onAdd({ from: draft.from, to, since: draft.since, rate });
      }}
    >
      <Field label={t("money.from")} error={wasSent ? faults.from : undefined}>
        <CurrencyPicker value={draft.from} onChange={(from) => setDraft({ ...draft, from })} />
      </Field>
      <Field label={t("money.rateInto", { currency: to })} error={wasSent ? faults.rate : undefined}>
        <Input
          inputMode="decimal"
          value={draft.rate}
          placeholder="0.92"
          onChange={({ target }) => setDraft({ ...draft, rate: target.value })}
        />
      </Field>
      <Field label={t("money.sinceDay")} error={wasSent ? faults.since : undefined}>
        <Input type="date" value={draft.since} onChange={({ target }) => setDraft({ ...draft, since: target.value })} />
      </Field>
      <Button type="submit" className="sm:mt-6.5" busy={isBusy} icon={<Plus className="size-3.5" aria-hidden />}>
        {t("money.add")}
      </Button>
    </form>
  );
}
