import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Textarea } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { toast } from "../ui/toast.tsx";
import { contacts, forgetContacts } from "./contact-kind.ts";

interface MergeDialogProps {
  into: { id: string; name: string };
  /** The contact to merge, when it is already clear. */
  suggested: string | null;
  onClose: () => void;
}

/** Makes two contacts one, after saying what that does. */
export function MergeDialog({ into, suggested, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const [merged, setMerged] = useState<string | null>(suggested);
  const [reason, setReason] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const search = useDeferredValue(text.trim());
  const found = useQuery({
    ...contacts.list({ search: search || undefined, limit: 12 }),
    placeholderData: (before) => before,
  });
  const picked = useQuery({ ...contacts.one(merged ?? ""), enabled: merged !== null });
  const label = (contact: { name: string; id: string }) =>
    contact.name || `${t("customers.anonymous")} ${contact.id.slice(-6)}`;
  const options = (found.data?.items ?? [])
    .filter(({ id }) => id !== into.id && id !== merged)
    .map((contact) => ({ value: contact.id, label: label(contact), hint: contact.email ?? t("customers.unknown") }));
  if (picked.data) options.unshift({ value: picked.data.id, label: label(picked.data), hint: picked.data.email ?? "" });

  async function send() {
    setTried(true);
    if (!merged || !reason.trim()) return;
    setBusy(true);
    setProblem(null);
    try {
      await request("POST /api/v1/contacts/:id/merge", {
        params: { id: into.id },
        body: { merged, reason: reason.trim() },
      });
      toast.success(t("customers.mergeDone"));
      await forgetContacts();
      onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("customers.mergeTitle", { name: into.name })}
      description={t("customers.mergeIntro")}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" busy={busy} onClick={() => void send()}>
            {t("customers.mergeAct")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <FormProblem error={problem} />
        <Field label={t("customers.other")} error={tried && !merged ? t("customers.otherMissing") : undefined}>
          <Combobox
            value={merged}
            onChange={setMerged}
            options={options}
            onSearch={setText}
            loading={found.isFetching}
            placeholder={t("customers.search")}
          />
        </Field>
        <Field
          label={t("customers.reason")}
          help={t("customers.reasonHelp")}
          error={tried && !reason.trim() ? t("customers.reasonMissing") : undefined}
        >
          <Textarea value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Field>
        <div className="rounded-md bg-sunken p-3 text-sm">
          {picked.data ? (
            <p className="mb-2 flex flex-wrap items-center gap-2 font-medium">
              {label(picked.data)}
              <ArrowRight className="size-3.5 text-faint rtl:rotate-180" aria-hidden />
              {into.name}
            </p>
          ) : null}
          <ul className="list-disc space-y-1 ps-4 text-muted">
            <li>{t("customers.mergeWhat1")}</li>
            <li>{t("customers.mergeWhat2")}</li>
            <li>{t("customers.mergeWhat3")}</li>
          </ul>
        </div>
      </form>
    </Dialog>
  );
}
