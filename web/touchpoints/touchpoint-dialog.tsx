import type { Touchpoint } from "../../contracts/understand/touchpoints.ts";
import { useTranslation } from "../i18n/words.ts";
import type { FormProps } from "../records/form.tsx";
import { FormDialog } from "../records/leave-guard.tsx";
import { TouchpointForm } from "./touchpoint-form.tsx";

/** The touchpoint's form over the page that needs it. */
export function TouchpointDialog(props: FormProps<Touchpoint>) {
  const { t } = useTranslation();
  const { record, onCancel } = props;
  return (
    <FormDialog
      size="lg"
      onClose={onCancel}
      title={record ? t("touchpoints.editTitle", { name: record.name }) : t("touchpoints.new")}
      description={t("touchpoints.about")}
    >
      <TouchpointForm {...props} />
    </FormDialog>
  );
}
