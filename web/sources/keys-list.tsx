import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Key } from "../../contracts/access/access.ts";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { NewKeyDialog } from "./new-key.tsx";
import { SendSnippets } from "./snippets.tsx";

/** Keys: what lets programs in, and what they paste to send. */
export function KeysTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: ({ signal }) => request("GET /api/v1/keys", { signal }),
    enabled: can("keys:read"),
  });
  const revoke = useMutation({
    mutationFn: (key: Key) => request("DELETE /api/v1/keys/:id", { params: { id: key.id } }),
    onSuccess: (_, key) => toast.success(t("data.keys.revoked", { name: key.name })),
    onError: (error) =>
      toast.error(t("data.keys.revokeFailed"), {
        description: error instanceof ApiError ? error.problem.detail : t("error.unreachable"),
      }),
    onSettled: () => {
      setRevoking(null);
      return client.invalidateQueries({ queryKey: ["keys"] });
    },
  });
  const create = can("keys:edit") ? (
    <Button variant="primary" icon={<Plus className="size-3.5" aria-hidden />} onClick={() => setCreating(true)}>
      {t("data.keys.create")}
    </Button>
  ) : null;
  const items = keys.data?.items ?? [];
  return (
    <div className="flex flex-col gap-4">
      {can("keys:read") ? null : (
        <EmptyState
          icon={<KeyRound className="size-5" aria-hidden />}
          title={t("data.keys.notAllowed")}
          body={t("data.keys.notAllowedBody")}
        />
      )}
      {keys.isError ? (
        <ErrorState error={keys.error} title={t("data.keys.failed")} onRetry={() => void keys.refetch()} />
      ) : null}
      {keys.isLoading ? (
        <Card flush>
          <SkeletonRows rows={3} />
        </Card>
      ) : null}
      {keys.data && items.length === 0 ? (
        <EmptyState
          icon={<KeyRound className="size-5" aria-hidden />}
          title={t("data.keys.emptyTitle")}
          body={t("data.keys.emptyBody")}
          action={create}
        />
      ) : null}
      {items.length > 0 ? (
        <Card flush title={t("data.keys.title")} description={t("data.keys.body")} actions={create}>
          <KeyTable keys={items} onRevoke={can("keys:edit") ? setRevoking : undefined} />
        </Card>
      ) : null}
      {can("keys:read") ? (
        <Card title={t("data.keys.send")} description={t("data.keys.sendBody")}>
          <SendSnippets />
        </Card>
      ) : null}
      {creating ? <NewKeyDialog onClose={() => setCreating(false)} /> : null}
      {revoking ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setRevoking(null)}
          title={t("data.keys.revokeTitle", { name: revoking.name })}
          body={t(`data.keys.revokeBody.${revoking.kind}`)}
          confirmLabel={t("data.keys.revoke")}
          name={revoking.name}
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate(revoking)}
        />
      ) : null}
    </div>
  );
}

interface KeyTableProps {
  keys: readonly Key[];
  onRevoke: ((key: Key) => void) | undefined;
}

function KeyTable({ keys, onRevoke }: KeyTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const expired = ({ expiresAt }: Key) => expiresAt !== null && new Date(expiresAt) < new Date();
  return (
    <Table
      caption={t("data.keys.title")}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("data.keys.name"),
          title: true,
          cell: ({ name }) => <span className="font-medium">{name}</span>,
        },
        {
          key: "kind",
          header: t("data.keys.kind"),
          cell: ({ kind }) => (
            <Badge tone={kind === "write" ? "accent" : "neutral"}>{t(`data.keys.kinds.${kind}`)}</Badge>
          ),
        },
        {
          key: "prefix",
          header: t("data.keys.prefix"),
          cell: ({ prefix }) => <code className="font-mono text-xs">{prefix}…</code>,
        },
        {
          key: "scopes",
          header: t("data.keys.scopes"),
          cell: ({ kind, scopes }) =>
            kind === "write" ? (
              <span className="text-muted">{t("data.keys.onlySend")}</span>
            ) : (
              <span className="text-muted" title={scopes.join(", ")}>
                {scopes.length <= 2 ? scopes.join(", ") : t("data.keys.scopeCount", { count: scopes.length })}
              </span>
            ),
        },
        {
          key: "used",
          header: t("data.keys.used"),
          align: "end",
          cell: ({ lastUsedAt }) =>
            lastUsedAt ? (
              <time dateTime={lastUsedAt} title={format.moment(lastUsedAt)}>
                {format.ago(lastUsedAt)}
              </time>
            ) : (
              <span className="text-faint">{t("data.keys.never")}</span>
            ),
        },
        {
          key: "expires",
          header: t("data.keys.expires"),
          align: "end",
          cell: (key) => {
            if (expired(key)) return <Badge tone="negative">{t("data.keys.expired")}</Badge>;
            return key.expiresAt ? (
              format.day(key.expiresAt)
            ) : (
              <span className="text-faint">{t("data.keys.noExpiry")}</span>
            );
          },
        },
        ...(onRevoke
          ? [
              {
                key: "act",
                header: t("data.actions"),
                align: "end" as const,
                cell: (key: Key) => (
                  <IconButton
                    size="sm"
                    label={t("data.keys.revokeOf", { name: key.name })}
                    icon={<Trash2 className="size-3.5" aria-hidden />}
                    onClick={() => onRevoke(key)}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
