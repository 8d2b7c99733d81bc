import { Trash2 } from "lucide-react";
import { useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import type { RecordWords } from "./record-form.tsx";

interface RecordRemovalProps {
  words: RecordWords;
  name: string;
  /** Deletes it and brings lists of its like up to date. */
  remove: () => Promise<void>;
  onGone: () => void;
}

/** Deletes by name what people named; what uses it is told instead when there is any. */
export function RecordRemoval({ words, name, remove, onGone }: RecordRemovalProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function confirm() {
    setBusy(true);
    try {
      await remove();
      toast.success(t(`${words}.deleted`, { name }));
      onGone();
    } catch (error) {
      const isUsed = error instanceof ApiError && error.problem.status === 409;
      toast.error(isUsed ? error.problem.detail : t(`${words}.deleteFailed`));
      setOpen(false);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button variant="ghost" icon={<Trash2 className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        {t(`${words}.delete`)}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t(`${words}.deleteTitle`, { name })}
        body={t(`${words}.deleteBody`)}
        confirmLabel={t(`${words}.delete`)}
        name={name}
        busy={isBusy}
        onConfirm={() => void confirm()}
      />
    </>
  );
}
