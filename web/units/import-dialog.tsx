import { useId, useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import { csvRows } from "../../rules/csv-rows.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { faultOf } from "../ui/problem-words.ts";
import { toast } from "../ui/toast.tsx";
import { units } from "./unit-kind.ts";

type Rows = Parameters<typeof send>[0];

function send(rows: { key: string; name: string; kind: string; parent: string }[], dryRun: boolean) {
  return request("POST /api/v1/units/import", { body: { units: rows, dryRun } });
}

/** Draws the units of a file, once it was said what that changes. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [rows, setRows] = useState<Rows | null>(null);
  const [counts, setCounts] = useState<Awaited<ReturnType<typeof send>> | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function attempt(work: () => Promise<void>) {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  async function read(file: File | undefined) {
    setRows(null);
    setCounts(null);
    setFault(null);
    if (!file) return;
    await attempt(async () => {
      const read = csvRows(await file.text(), ["key", "name", "kind", "parent"]);
      if ("lacks" in read) return setFault(t("units.importColumns", { columns: read.lacks.join(", ") }));
      if (read.rows.length === 0) return setFault(t("units.importEmpty"));
      setCounts(await send(read.rows, true));
      setRows(read.rows);
    });
  }

  const faults = problem instanceof ApiError ? (problem.problem.fields ?? []) : [];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("units.importTitle")}
      description={t("units.importBody")}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button
            variant="primary"
            busy={isBusy}
            onClick={() => {
              if (!rows) return document.getElementById(id)?.click();
              void attempt(async () => {
                await send(rows, false);
                await units.changed();
                toast.success(t("units.imported"));
                onClose();
              });
            }}
          >
            {t("units.importAct")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        <label htmlFor={id} className="font-medium">
          {t("units.importFile")}
        </label>
        <input
          id={id}
          className="min-w-0 rounded-md border border-edge bg-surface p-1 file:me-3 file:rounded-md file:bg-selected file:px-3 file:py-1 file:font-medium"
          type="file"
          accept=".csv,text/csv"
          onChange={({ target }) => void read(target.files?.[0])}
        />
        {fault ? (
          <p role="alert" className="text-negative">
            {fault}
          </p>
        ) : null}
        {problem ? <FormProblem error={problem} /> : null}
        {faults.length > 0 ? (
          <ul className="flex list-disc flex-col gap-1 ps-5 text-muted">
            {faults.map((fault) => {
              const [, index = "0", column = ""] = fault.path.split(".");
              const row = { row: Number(index) + 2, column, reason: faultOf(fault) };
              return <li key={fault.path}>{t("units.importRow", row)}</li>;
            })}
          </ul>
        ) : null}
        {rows && counts ? <p aria-live="polite">{t("units.importCheck", { count: rows.length, ...counts })}</p> : null}
      </div>
    </Dialog>
  );
}
