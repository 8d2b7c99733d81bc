import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import type { ClosedAddress } from "../../contracts/operate/mail.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { reasonOf } from "../ui/problem-words.ts";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { closedKey, closedQuery } from "./mail-queries.ts";

/** Addresses that get nothing more, and the way to open one again. Nothing where there are none. */
export function ClosedAddresses() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { can } = useSession();
  const pages = useCursor("closed");
  const closed = useQuery(closedQuery(pages.cursor));
  const reopen = useMutation({
    mutationFn: ({ id }: ClosedAddress) => request("DELETE /api/v1/closed-addresses/:id", { params: { id } }),
    onSuccess: (_, { address }) => toast.success(t("mail.closed.reopened", { address })),
    onError: (error) =>
      toast.error(t("mail.closed.failed"), {
        description: reasonOf(error),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: closedKey }),
  });
  const items = closed.data?.items ?? [];
  if (items.length === 0 && pages.page === 1) return null;
  return (
    <>
      <Card flush title={t("mail.closed.title")} description={t("mail.closed.body")}>
        <Table<ClosedAddress>
          caption={t("mail.closed.title")}
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "address",
              header: t("mail.closed.address"),
              title: true,
              cell: ({ address }) => <span className="break-all font-medium">{address}</span>,
            },
            { key: "cause", header: t("mail.closed.cause"), cell: ({ cause }) => t(`mail.closed.causes.${cause}`) },
            {
              key: "reason",
              header: t("mail.closed.reason"),
              cell: ({ reason }) => <span className="break-words text-muted">{reason}</span>,
            },
            {
              key: "since",
              header: t("mail.closed.since"),
              align: "end",
              cell: ({ closedAt }) => <span className="text-muted">{format.day(closedAt)}</span>,
            },
            ...(can("mail:edit")
              ? [
                  {
                    key: "act",
                    header: t("data.actions"),
                    align: "end" as const,
                    cell: (each: ClosedAddress) => (
                      <IconButton
                        size="sm"
                        label={t("mail.closed.reopen", { address: each.address })}
                        icon={<MailPlus className="size-3.5" aria-hidden />}
                        onClick={() => reopen.mutate(each)}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Pagination pages={pages} nextCursor={closed.data?.nextCursor} />
    </>
  );
}
