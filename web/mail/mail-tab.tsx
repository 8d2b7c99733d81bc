import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { ClosedAddresses } from "./closed-addresses.tsx";
import { MailList } from "./mail-list.tsx";
import { senderQuery } from "./mail-queries.ts";
import { MailTest } from "./mail-test.tsx";
import { SenderForm } from "./sender-form.tsx";

/** Who messages come from, whether they get out, and what became of each. */
export function MailTab() {
  const { can } = useSession();
  const mayRead = can("mail:read");
  return (
    <div className="flex flex-col gap-4">
      {mayRead ? <Sending /> : null}
      <MailList />
      {mayRead ? <ClosedAddresses /> : null}
    </div>
  );
}

function Sending() {
  const { t } = useTranslation();
  const { can } = useSession();
  const sender = useQuery(senderQuery);
  if (!sender.data)
    return sender.isError ? (
      <ErrorState error={sender.error} title={t("mail.sender.failed")} onRetry={() => void sender.refetch()} />
    ) : (
      <Card flush>
        <SkeletonRows rows={4} />
      </Card>
    );
  return (
    <>
      {sender.data.transport === "folder" ? <NoServer /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <SenderForm sender={sender.data} />
        {can("mail:edit") ? <MailTest /> : null}
      </div>
    </>
  );
}

function NoServer() {
  const { t } = useTranslation();
  return (
    <section className="flex items-start gap-3 rounded-lg border border-line bg-sunken p-4">
      <Inbox className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0">
        <h2 className="font-semibold text-base">{t("mail.folderTitle")}</h2>
        <p className="mt-0.5 max-w-160 text-muted text-sm">{t("mail.folderBody")}</p>
      </div>
    </section>
  );
}
