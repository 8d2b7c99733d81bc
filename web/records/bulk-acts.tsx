import { Download, Trash2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { reasonOf } from "../ui/problem-words.ts";
import { toast } from "../ui/toast.tsx";
import type { Named } from "./record-kind.ts";

export interface BulkAct<R> {
  label: string;
  icon: ReactNode;
  /** Of how many rows at once it can be done; of any number when absent. */
  of?: number;
  run: (rows: readonly R[]) => void;
}

interface BulkBarProps<R> {
  rows: readonly R[];
  acts: readonly BulkAct<R>[];
  onFile: ((rows: readonly R[]) => void) | undefined;
  onClear: () => void;
  children: ReactNode;
}

/** What can be done with the selected rows; stands at the foot of the list as long as any is. */
export function BulkBar<R>({ rows, acts, onFile, onClear, children }: BulkBarProps<R>) {
  const { t } = useTranslation();
  return (
    <section
      data-acts=""
      aria-label={t("records.selection")}
      className="sticky bottom-4 z-20 mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line bg-raised py-2 ps-4 pe-2 shadow-float"
    >
      <p role="status" className="figures me-2 font-medium text-sm">
        {t("records.selected", { count: rows.length })}
      </p>
      {acts.map(({ label, icon, of, run }) =>
        of === undefined || of === rows.length ? (
          <Button key={label} size="sm" icon={icon} onClick={() => run(rows)}>
            {label}
          </Button>
        ) : null,
      )}
      {onFile ? (
        <Button size="sm" icon={<Download className="size-3.5" aria-hidden />} onClick={() => onFile(rows)}>
          {t("records.csv")}
        </Button>
      ) : null}
      {children}
      <IconButton
        size="sm"
        label={t("records.clearSelection")}
        shortcut="Esc"
        icon={<X className="size-3.5" aria-hidden />}
        onClick={onClear}
      />
    </section>
  );
}

/** One that stayed, and why. */
export interface Refused {
  id: string;
  name: string;
  reason: string;
}

/** Says which of the selected stayed, and why. */
export function RefusedNotice({ refused, onClose }: { refused: readonly Refused[]; onClose: () => void }) {
  const { t } = useTranslation();
  if (refused.length === 0) return null;
  return (
    <section role="alert" className="mb-3 flex items-start gap-3 rounded-lg border border-line bg-warning-soft p-4">
      <div className="min-w-0 flex-1 text-sm">
        <h3 className="font-semibold text-base">{t("records.notDeleted", { count: refused.length })}</h3>
        <dl className="mt-1 flex flex-col gap-1">
          {refused.map(({ id, name, reason }) => (
            <div key={id}>
              <dt className="inline font-medium">{name}</dt> <dd className="inline">{reason}</dd>
            </div>
          ))}
        </dl>
      </div>
      <IconButton size="sm" label={t("ui.close")} icon={<X className="size-3.5" aria-hidden />} onClick={onClose} />
    </section>
  );
}

interface BulkRemovalProps<R> {
  rows: readonly R[];
  /** Answers why some stayed. */
  removeAll: (ids: readonly string[]) => Promise<Map<string, unknown>>;
  onDone: (refused: Refused[]) => void;
}

/** Deletes the selected, one by one, so that those in use stay and are told. The number is typed to go on. */
export function BulkRemoval<R extends Named>({ rows, removeAll, onDone }: BulkRemovalProps<R>) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function run() {
    setBusy(true);
    const stayed = await removeAll(rows.map(({ id }) => id));
    const refused = rows.flatMap(({ id, name }) =>
      stayed.has(id) ? [{ id, name, reason: reasonOf(stayed.get(id)) }] : [],
    );
    const count = rows.length - refused.length;
    if (count > 0) toast.success(t("records.deletedMany", { count }));
    setBusy(false);
    setOpen(false);
    onDone(refused);
  }

  return (
    <>
      <Button size="sm" icon={<Trash2 className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        {t("records.delete")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("records.deleteMany", { count: rows.length })}
        body={
          <ul className="max-h-40 list-disc overflow-y-auto ps-4">
            {rows.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        }
        confirmLabel={t("records.delete")}
        name={String(rows.length)}
        busy={isBusy}
        onConfirm={() => void run()}
      />
    </>
  );
}
