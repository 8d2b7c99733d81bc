import { useTranslation } from "../i18n/words.ts";
import { FormDialog } from "../records/leave-guard.tsx";
import { toast } from "../ui/toast.tsx";
import { useView } from "../view/view.ts";
import { instantAt } from "../view/wall-time.ts";
import { AnnotationForm } from "./annotation-form.tsx";

/** The form of a new annotation over the chart that it belongs to. */
export function AnnotationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { days, timezone } = useView();
  const now = new Date();
  // Of a period that is over, its last noon: at another time it would not be seen where it was written.
  const noon = instantAt(`${days.to}T12:00`, timezone) ?? now;
  return (
    <FormDialog title={t("annotations.new")} description={t("annotations.about")} onClose={onClose}>
      <AnnotationForm
        suggested={noon < now ? noon : now}
        onCancel={onClose}
        onSaved={({ name }) => {
          toast.success(t("records.saved", { name }));
          onClose();
        }}
      />
    </FormDialog>
  );
}
