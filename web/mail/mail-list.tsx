import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { MailMessage, MailStatus } from "../../contracts/operate/mail.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { mailQuery } from "./mail-queries.ts";
import { MailStatusBadge, mailStatuses } from "./mail-status.tsx";

/** Every message, newest first, and how it ended. */
export function MailList() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [status, setStatus] = useState<MailStatus | "all">("all");
  const [erasing, setErasing] = useState(false);
  const pages = useCursor(status);
  const mail = useQuery(mailQuery(status === "all" ? undefined : status, pages.cursor));
  const items = mail.data?.items ?? [];
  return (
    <>
      <Card
        flush
        title={t("mail.list.title")}
        actions={
          <>
            <Select<MailStatus | "all">
              className="w-44"
              label={t("mail.list.status")}
              value={status}
              onChange={setStatus}
              options={(["all", ...mailStatuses] as const).map((value) => ({
                value,
                label: value === "all" ? t("mail.list.all") : t(`mail.status.${value}`),
              }))}
            />
            {can("mail:edit") ? <Button onClick={() => setErasing(true)}>{t("mail.erase.act")}</Button> : null}
          </>
        }
      >
        {mail.isError ? (
          <ErrorState error={mail.error} title={t("mail.list.failed")} onRetry={() => void mail.refetch()} />
        ) : null}
        {mail.isPending ? <SkeletonRows rows={4} /> : null}
        {mail.data && items.length === 0 ? (
          <p className="px-4 py-6 text-center text-faint text-sm">
            {status === "all" ? t("mail.list.none") : t("mail.list.noneSo")}
          </p>
        ) : null}
        {items.length > 0 ? <MailTable items={items} /> : null}
      </Card>
      <Pagination pages={pages} nextCursor={mail.data?.nextCursor} />
      {erasing ? <EraseDialog onClose={() => setErasing(false)} /> : null}
    </>
  );
}

function MailTable({ items }: { items: readonly MailMessage[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  return (
    <Table<MailMessage>
      caption={t("mail.list.title")}
      rows={items}
      rowKey={({ id }) => id}
      rowLabel={({ subject }) => subject || t("mail.list.erased")}
      onOpen={({ id }) => void navigate({ to: "/settings/mail/$id", params: { id } })}
      columns={[
        {
          key: "subject",
          header: t("mail.list.subject"),
          title: true,
          cell: ({ subject }) =>
            subject ? (
              <span className="break-words font-medium">{subject}</span>
            ) : (
              <span className="text-faint">{t("mail.list.erased")}</span>
            ),
        },
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
        {
          key: "when",
          header: t("mail.list.when"),
          align: "end",
          cell: ({ createdAt }) => (
            <time dateTime={createdAt} title={format.moment(createdAt)} className="text-muted">
              {format.ago(createdAt)}
            </time>
          ),
        },
      ]}
    />
  );
}
