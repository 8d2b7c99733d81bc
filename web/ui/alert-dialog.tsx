import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";
import { cx } from "./class-names.ts";
import { dialogClass, scrimClass } from "./dialog.tsx";
import { Field, Input } from "./field.tsx";
import { FormProblem } from "./form-problem.tsx";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will be gone, and what will be kept. */
  body: ReactNode;
  /** The act itself, e.g. "Delete journey". */
  confirmLabel: string;
  /** When given it must be typed to go on: for what cannot be undone. */
  name?: string;
  busy?: boolean;
  /** Why it was refused, when it was. */
  problem?: unknown;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup className={cx(dialogClass, "sm:w-110")}>
          <Confirmation {...props} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function Confirmation(props: ConfirmDialogProps) {
  const { title, body, confirmLabel, name, busy, problem, onConfirm, onOpenChange } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  return (
    <form
      className="flex flex-col gap-4 p-5"
      onSubmit={(event) => {
        event.preventDefault();
        // A dialog opened from within a form must not send that form as well.
        event.stopPropagation();
        if (name !== undefined && typed.trim() !== name) setError(t("ui.nameDiffers", { name }));
        else if (!busy) onConfirm();
      }}
    >
      <div>
        <Base.Title className="font-semibold text-lg leading-tight">{title}</Base.Title>
        <Base.Description render={<div />} className="mt-2 text-muted text-sm">
          {body}
        </Base.Description>
      </div>
      <FormProblem error={problem} />
      {name !== undefined ? (
        <Field label={t("ui.typeName", { name })} error={error}>
          <Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        </Field>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="danger" busy={busy}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
