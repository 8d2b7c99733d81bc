import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useState } from "react";
import type { Session } from "../../contracts/access/sessions.ts";
import { useTranslation } from "../i18n/words.ts";
import { request, signOut, signOutEverywhere } from "../session/api.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { useDeviceName } from "./device-name.ts";

const key = ["sessions"];

/** Where the person is signed in, and how to end that. */
export function SessionsCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const deviceName = useDeviceName();
  const client = useQueryClient();
  const found = useQuery({ queryKey: key, queryFn: ({ signal }) => request("GET /api/v1/sessions", { signal }) });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const onError = (error: unknown) => toast.error(t("settings.sessions.failed"), { description: reasonOf(error) });
  const end = useMutation({
    mutationFn: ({ id, isThis }: Session) =>
      isThis ? signOut() : request("DELETE /api/v1/sessions/:id", { params: { id } }),
    onSuccess: (_, session) => toast.success(t("settings.sessions.ended", { device: deviceName(session) })),
    onError,
    onSettled: refresh,
  });
  const endOthers = useMutation({
    mutationFn: () => request("DELETE /api/v1/sessions/others", {}),
    onSuccess: () => toast.success(t("settings.sessions.othersEnded")),
    onError,
    onSettled: refresh,
  });
  const items = found.data?.items ?? [];
  return (
    <Card
      title={t("settings.sessions.title")}
      description={t("settings.sessions.body")}
      actions={
        items.length > 1 ? (
          <Button size="sm" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t("settings.sessions.endOthers")}
          </Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-4">
        {found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : null}
        <Table<Session>
          caption={t("settings.sessions.title")}
          rows={items}
          rowKey={({ id }) => id}
          loading={found.isPending}
          columns={[
            {
              key: "device",
              header: t("settings.sessions.device"),
              title: true,
              cell: (session) => (
                <span className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{deviceName(session)}</span>
                  {session.isThis ? <Badge>{t("settings.sessions.this")}</Badge> : null}
                </span>
              ),
            },
            { key: "seen", header: t("settings.sessions.seen"), cell: ({ lastSeenAt }) => format.moment(lastSeenAt) },
            { key: "since", header: t("settings.sessions.since"), cell: ({ createdAt }) => format.moment(createdAt) },
            { key: "network", header: t("settings.sessions.network"), cell: ({ network }) => network || "–" },
            {
              key: "act",
              header: t("data.actions"),
              align: "end",
              cell: (session) => (
                <IconButton
                  size="sm"
                  label={
                    session.isThis
                      ? t("settings.sessions.signOut")
                      : t("settings.sessions.endOf", { device: deviceName(session) })
                  }
                  icon={<LogOut className="size-3.5" aria-hidden />}
                  onClick={() => end.mutate(session)}
                />
              ),
            },
          ]}
        />
        <Everywhere />
      </div>
    </Card>
  );
}

function Everywhere() {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: signOutEverywhere,
    onError: (error) => {
      setAsking(false);
      toast.error(t("settings.profile.everywhereFailed"), { description: reasonOf(error) });
    },
  });
  return (
    <>
      <Button className="self-start" onClick={() => setAsking(true)}>
        {t("settings.profile.everywhere")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("settings.profile.everywhere")}
        body={t("settings.profile.everywhereBody")}
        confirmLabel={t("settings.profile.everywhereAct")}
        busy={leave.isPending}
        onConfirm={() => leave.mutate()}
      />
    </>
  );
}
