import type { ReactNode } from "react";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, type FormProps, NameField, RecordForm, type Saving, type Seen } from "./form.tsx";
import { FormDialog } from "./leave-guard.tsx";

interface NameDialogProps<R extends Seen, Body> extends Pick<FormProps<R>, "record" | "onSaved"> {
  of: Saving<R, Body>;
  title: string;
  /** What is saved under the name. */
  body: Body;
  onClose: () => void;
  /** Fields beside name and description that are not sent. */
  children?: ReactNode;
}

/** Gives something a name over the page that shows it. */
export function NameDialog<R extends Seen & Body, Body extends object>(props: NameDialogProps<R, Body>) {
  const { of, title, body, onClose, children, ...form } = props;
  const { t } = useTranslation();
  return (
    <FormDialog title={title} onClose={onClose}>
      <RecordForm {...form} of={of} start={() => body} read={(fields) => fields} told={() => []} onCancel={onClose}>
        {(state) => (
          <>
            <NameField form={state} label={t(`${of.words}.name`)} />
            <DescriptionField form={state} rows={2} label={t(`${of.words}.description`)} />
            {children}
          </>
        )}
      </RecordForm>
    </FormDialog>
  );
}
