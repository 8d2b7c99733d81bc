import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import type { listQueries } from "./queries.ts";
import { declared, type RecordKind } from "./record-kind.ts";

interface RemovalProps {
  of: Pick<RecordKind, "words"> & Pick<ReturnType<typeof listQueries>, "remove">;
  id: string;
  name: string;
  /** Leads away from what is gone. */
  onGone?: () => Promise<void>;
  /** Where it is not called deleting: the question, what it does, the act, and that it was done. */
  said?: { title: string; body: string; act: string; done: string };
  /** Whether the name need not be typed, for what can be made again. */
  isLight?: boolean;
}

/** Asks for the name of what is to be deleted; what uses it is told in its place when there is any. */
export function RemovalDialog({
  of,
  id,
  name,
  onGone,
  said,
  isLight,
  onClose,
}: RemovalProps & { onClose: () => void }) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function confirm() {
    setBusy(true);
    setProblem(null);
    try {
      await of.remove(id, onGone);
      toast.success(said?.done ?? t("records.deleted", { name }));
      onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={said?.title ?? t("records.deleteTitle", { name })}
      body={said?.body ?? t(declared(`${of.words}.deleteBody`))}
      confirmLabel={said?.act ?? t(declared(`${of.words}.delete`))}
      {...(isLight ? {} : { name })}
      busy={isBusy}
      problem={problem}
      onConfirm={() => void confirm()}
    />
  );
}

export function RemovalButton(props: RemovalProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" icon={<Trash2 className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        {t(declared(`${props.of.words}.delete`))}
      </Button>
      {isOpen ? <RemovalDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
