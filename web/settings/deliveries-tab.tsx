import { useMutation } from "@tanstack/react-query";
import { CircleCheck, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Delivery } from "../../contracts/operate/deliveries.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { listQueries } from "../records/queries.ts";
import { RemovalDialog } from "../records/removal.tsx";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { toast } from "../ui/toast.tsx";

const deliveries = {
  name: "deliveries",
  words: "settings.deliveries",
  icon: CircleCheck,
  read: "deliveries:read",
  ...listQueries("deliveries"),
} as const;

/** What was to be done behind the scenes and has failed: tried again by hand, or given up. */
export function DeliveriesTab() {
  const { t, wordOr } = useTranslation();
  const { can } = useSession();
  const [dropping, setDropping] = useState<Delivery | null>(null);
  const retry = useMutation({
    mutationFn: async (rows: readonly Delivery[]) => {
      for (const { id } of rows) await request("POST /api/v1/deliveries/:id/retry", { params: { id } });
    },
    onSuccess: () => toast.success(t("settings.deliveries.retried")),
    onError: (error) => toast.error(t("settings.deliveries.failed"), { description: reasonOf(error) }),
    onSettled: deliveries.changed,
  });
  const nameOf = ({ topic }: Delivery) => wordOr(`settings.deliveries.topic.${topic}`, topic);
  const mayEdit = can("deliveries:edit");
  return (
    <>
      <ListPage
        of={deliveries}
        about={t("settings.deliveries.body")}
        server={{ ask: ({ cursor }) => deliveries.list({ cursor }) }}
        nameOf={nameOf}
        name={({ name, thing }) => (
          <span className="flex flex-col">
            <span className="font-medium">{name}</span>
            <span className="break-all font-mono text-faint text-xs">{thing}</span>
          </span>
        )}
        columns={[
          { key: "why", header: t("settings.deliveries.why"), cell: (row) => <Why row={row} /> },
          { key: "next", header: t("settings.deliveries.next"), width: "12rem", cell: (row) => <Next row={row} /> },
        ]}
        bulk={
          mayEdit
            ? [
                {
                  label: t("settings.deliveries.retry"),
                  icon: <RotateCcw className="size-3.5" aria-hidden />,
                  run: retry.mutate,
                },
              ]
            : []
        }
        acts={
          mayEdit
            ? (row) => (
                <span className="inline-flex items-center gap-1">
                  <Button
                    size="sm"
                    icon={<RotateCcw className="size-3.5" aria-hidden />}
                    busy={retry.isPending && retry.variables.some(({ id }) => id === row.id)}
                    aria-label={t("settings.deliveries.retryOf", { name: row.name, thing: row.thing })}
                    onClick={() => retry.mutate([row])}
                  >
                    {t("settings.deliveries.retry")}
                  </Button>
                  <IconButton
                    size="sm"
                    label={t("settings.deliveries.dropOf", { name: row.name, thing: row.thing })}
                    icon={<Trash2 className="size-3.5" aria-hidden />}
                    onClick={() => setDropping(row)}
                  />
                </span>
              )
            : undefined
        }
      />
      {dropping ? (
        <RemovalDialog
          of={deliveries}
          id={dropping.id}
          name={nameOf(dropping)}
          isLight
          said={{
            title: t("settings.deliveries.dropTitle"),
            body: t("settings.deliveries.dropBody", { name: nameOf(dropping), thing: dropping.thing }),
            act: t("settings.deliveries.drop"),
            done: t("settings.deliveries.dropped"),
          }}
          onClose={() => setDropping(null)}
        />
      ) : null}
    </>
  );
}

function Why({ row: { reason, tries, waiting } }: { row: Delivery }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-col max-sm:items-end">
      <span className="break-words">{reason}</span>
      <span className="figures text-faint text-xs">
        {t("settings.deliveries.tries", { count: tries })}
        {waiting > 1 ? ` · ${t("settings.deliveries.behind", { count: waiting - 1 })}` : null}
      </span>
    </span>
  );
}

function Next({ row: { stuck, nextTryAt, sentAt } }: { row: Delivery }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className="flex flex-col gap-0.5 max-sm:items-end">
      {stuck || nextTryAt === null ? (
        <span>
          <Badge tone="negative">{t("settings.deliveries.stuck")}</Badge>
        </span>
      ) : (
        <span className="figures">{format.moment(nextTryAt)}</span>
      )}
      <span className="figures text-faint text-xs">
        {t("settings.deliveries.sent", { when: format.moment(sentAt) })}
      </span>
    </span>
  );
}
