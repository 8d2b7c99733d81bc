import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { messages } from "./mail-queries.ts";
import { MailStatusBadge, mailStatuses } from "./mail-status.tsx";

/** Every message, newest first, and how it ended. */
export function MailList() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [erasing, setErasing] = useState(false);
  return (
    <div>
      <ListPage
        of={messages}
        isTitled
        search={t("mail.search")}
        searchHint={t("mail.searchHint")}
        server={{
          ask: ({ search, filter, cursor }) =>
            messages.list({ to: search, status: mailStatuses.find((each) => each === filter("status")), cursor }),
          filters: [
            {
              key: "status",
              label: t("mail.list.status"),
              options: mailStatuses.map((value) => ({ value, label: t(`mail.status.${value}`) })),
            },
          ],
        }}
        headActs={can("mail:edit") ? <Button onClick={() => setErasing(true)}>{t("mail.erase.act")}</Button> : null}
        nameOf={({ subject }) => subject || t("mail.list.erased")}
        name={({ name, subject }) => <span className={subject ? "break-words font-medium" : "text-faint"}>{name}</span>}
        columns={[
          {
            key: "to",
            header: t("mail.list.to"),
            cell: ({ to }) => <span className="break-all text-muted">{to}</span>,
          },
          {
            key: "status",
            header: t("mail.list.status"),
            cell: ({ status, reason }) => (
              <span className="flex min-w-0 flex-col items-start gap-1 max-sm:items-end">
                <MailStatusBadge status={status} />
                {reason ? <span className="line-clamp-2 break-words text-muted text-xs">{reason}</span> : null}
              </span>
            ),
          },
          { key: "when", header: t("mail.list.when"), as: "ago", value: ({ createdAt }) => createdAt },
        ]}
      />
      {erasing ? <EraseDialog onClose={() => setErasing(false)} /> : null}
    </div>
  );
}
