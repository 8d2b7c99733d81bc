import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { confirmSender } from "../session/entering.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Entrance } from "./entrance.tsx";
import { useShortForm } from "./use-short-form.ts";

/** Where the link in a message about a sender's address leads. Opening it does nothing: programs open links too. */
export function ConfirmSenderPage({ token }: { token: string }) {
  const { t } = useTranslation();
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const { problem, busy, onSubmit } = useShortForm({}, async () => setConfirmed(await confirmSender(token)));
  if (confirmed !== null)
    return (
      <Entrance title={t("access.sender")}>
        <p role="status" className="text-sm">
          {t("access.senderDone", { address: confirmed })}
        </p>
      </Entrance>
    );
  return (
    <Entrance title={t("access.sender")} intro={t("access.senderIntro")}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Button type="submit" variant="primary" busy={busy}>
          {t("access.senderAct")}
        </Button>
      </form>
    </Entrance>
  );
}
