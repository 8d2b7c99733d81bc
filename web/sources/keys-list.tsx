import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Key } from "../../contracts/access/access.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useNew } from "../records/new-in-address.ts";
import { listQueries } from "../records/queries.ts";
import { RemovalDialog } from "../records/removal.tsx";
import { useSession } from "../session/session.ts";
import { Ago } from "../ui/ago.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { useSeen } from "../units/units.ts";
import { NewKeyDialog } from "./new-key.tsx";
import { SendSnippets } from "./snippets.tsx";

const keys = {
  name: "keys",
  words: "data.keys",
  icon: KeyRound,
  read: "keys:read",
  ...listQueries("keys"),
} as const;

/** Keys: what lets programs in, and what they paste to send. */
export function KeysTab() {
  const { t, wordOr } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const { said, shown } = useSeen();
  const [isNew, setNew] = useNew();
  const [revoking, setRevoking] = useState<Key | null>(null);
  const expired = ({ expiresAt }: Key) => expiresAt !== null && new Date(expiresAt) < new Date();
  return (
    <div className="flex flex-col gap-4">
      <div>
        <ListPage
          of={keys}
          about={t("data.keys.body")}
          search={t("data.keys.search")}
          hasFile
          headActs={
            can("keys:edit") ? (
              <Button variant="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setNew(true)}>
                {t("data.keys.create")}
              </Button>
            ) : null
          }
          columns={[
            {
              key: "kind",
              header: t("data.keys.kind"),
              value: ({ kind }) => t(`data.keys.kinds.${kind}`),
              filterBy: ({ kind }) => kind,
              filterName: (kind) => wordOr(`data.keys.kinds.${kind}`, kind),
              cell: ({ kind, isTest }) => (
                <span className="inline-flex flex-wrap gap-1">
                  <Badge tone={kind === "write" ? "accent" : "neutral"}>{t(`data.keys.kinds.${kind}`)}</Badge>
                  {isTest ? <Badge tone="warning">{t("data.keys.test")}</Badge> : null}
                </span>
              ),
            },
            {
              key: "prefix",
              header: t("data.keys.prefix"),
              value: ({ prefix }) => prefix,
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
              key: "units",
              header: t("units.sees"),
              // What only sends sees nothing.
              value: ({ kind, units }) => (kind === "write" ? "" : said(units)),
              cell: ({ kind, units }) => (kind === "write" ? <span className="text-faint">–</span> : shown(units)),
            },
            {
              key: "used",
              header: t("data.keys.used"),
              as: "ago",
              sortable: true,
              value: ({ lastUsedAt }) => lastUsedAt,
              cell: ({ lastUsedAt }) =>
                lastUsedAt ? <Ago instant={lastUsedAt} /> : <span className="text-faint">{t("data.keys.never")}</span>,
            },
            {
              key: "expires",
              header: t("data.keys.expires"),
              as: "day",
              value: ({ expiresAt }) => expiresAt,
              cell: (key) => {
                if (expired(key)) return <Badge tone="negative">{t("data.keys.expired")}</Badge>;
                return key.expiresAt ? (
                  format.day(key.expiresAt)
                ) : (
                  <span className="text-faint">{t("data.keys.noExpiry")}</span>
                );
              },
            },
          ]}
          acts={
            can("keys:edit")
              ? (key) => (
                  <IconButton
                    size="sm"
                    label={t("data.keys.revokeOf", { name: key.name })}
                    icon={<Trash2 className="size-3.5" aria-hidden />}
                    onClick={() => setRevoking(key)}
                  />
                )
              : undefined
          }
        />
      </div>
      {can("keys:read") ? (
        <Card title={t("data.keys.send")} description={t("data.keys.sendBody")}>
          <SendSnippets />
        </Card>
      ) : null}
      {isNew && can("keys:edit") ? <NewKeyDialog onClose={() => setNew(false)} /> : null}
      {revoking ? (
        <RemovalDialog
          of={keys}
          id={revoking.id}
          name={revoking.name}
          said={{
            title: t("data.keys.revokeTitle", { name: revoking.name }),
            body: t(`data.keys.revokeBody.${revoking.kind}`),
            act: t("data.keys.revoke"),
            done: t("data.keys.revoked", { name: revoking.name }),
          }}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </div>
  );
}
