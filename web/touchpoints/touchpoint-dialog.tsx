import type { Touchpoint } from "../../contracts/understand/touchpoints.ts";
import { useTranslation } from "../i18n/words.ts";
import { Dialog } from "../ui/dialog.tsx";
import { TouchpointForm } from "./touchpoint-form.tsx";

interface TouchpointDialogProps {
  touchpoint?: Touchpoint | undefined;
  suggestedName?: string;
  onClose: () => void;
  onSaved: (touchpoint: Touchpoint) => void;
}

/** The touchpoint's form over the page that needs it. */
export function TouchpointDialog({ touchpoint, suggestedName, onClose, onSaved }: TouchpointDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={touchpoint ? t("touchpoints.editTitle", { name: touchpoint.name }) : t("touchpoints.new")}
      description={t("touchpoints.about")}
    >
      <TouchpointForm touchpoint={touchpoint} suggestedName={suggestedName} onSaved={onSaved} onCancel={onClose} />
    </Dialog>
  );
}
