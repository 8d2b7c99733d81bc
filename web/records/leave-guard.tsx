import { useBlocker } from "@tanstack/react-router";
import { createContext, type ReactNode, type RefObject, use, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Dialog, type DialogProps } from "../ui/dialog.tsx";

/** Whether the form in a dialog holds changes; the form says so, the dialog asks before it closes. */
const DirtyContext = createContext<RefObject<boolean> | null>(null);

interface LeaveGuardProps {
  /** Read when somebody leaves, so that what was saved a moment ago leaves freely. */
  isDirty: () => boolean;
}

/** Asks before a page or the browser is left with changes that nobody saved. */
export function LeaveGuard({ isDirty }: LeaveGuardProps) {
  const blocker = useBlocker({
    // The same page in another period, or with a panel open, keeps the form.
    shouldBlockFn: ({ current, next }) => {
      const shown = ({ pathname, search }: typeof current) => pathname + String((search as { edit?: boolean }).edit);
      return shown(current) !== shown(next) && isDirty();
    },
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  return blocker.status === "blocked" ? <Leaving onStay={blocker.reset} onLeave={blocker.proceed} /> : null;
}

function Leaving({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onStay()}
      title={t("records.leaveTitle")}
      body={t("records.leaveBody")}
      confirmLabel={t("records.leave")}
      onConfirm={onLeave}
    />
  );
}

/** Lets the dialog around a form know whether that holds changes. */
export function useDirtyRef(): RefObject<boolean> {
  const own = useRef(false);
  return use(DirtyContext) ?? own;
}

interface FormDialogProps extends Pick<DialogProps, "title" | "description" | "size"> {
  onClose: () => void;
  children: ReactNode;
}

/** A form over the page; closing it with changes asks first. */
export function FormDialog({ onClose, children, ...look }: FormDialogProps) {
  const dirty = useRef(false);
  const [isLeaving, setLeaving] = useState(false);
  return (
    <Dialog open onOpenChange={(open) => !open && (dirty.current ? setLeaving(true) : onClose())} {...look}>
      <DirtyContext value={dirty}>{children}</DirtyContext>
      {isLeaving ? <Leaving onStay={() => setLeaving(false)} onLeave={onClose} /> : null}
    </Dialog>
  );
}
