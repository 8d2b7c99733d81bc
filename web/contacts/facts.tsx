import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { Identifier, Merge } from "../../contracts/know/contacts.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { forgetContacts } from "./contact-kind.ts";

const firstShown = 6;

/** Every identifier with the reason why it belongs to this person. */
export function Identifiers({ identifiers }: { identifiers: readonly Identifier[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? identifiers : identifiers.slice(0, firstShown);
  return (
    <Card title={t("customers.identifiers")} description={t("customers.identifiersBody")}>
      <ul className="flex flex-col gap-3">
        {shown.map(({ kind, value, since, evidence }) => (
          <li key={`${kind} ${value}`} className="min-w-0 text-sm">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <Badge>{t(`customers.kind.${kind}`)}</Badge>
              <span className="min-w-0 break-all font-mono text-xs">{value}</span>
            </div>
            <p className="mt-1 text-faint text-xs">
              {t(`customers.evidence.${evidence.kind}`, { by: evidence.actor ?? "" })} · {format.moment(since)}
            </p>
            {evidence.messageId ? (
              <p className="break-all text-faint text-xs">
                {t("customers.message")} <span className="font-mono">{evidence.messageId}</span>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {identifiers.length > firstShown ? (
        <Button size="sm" variant="ghost" className="mt-3 -ms-2" onClick={() => setAll(!all)}>
          {all ? t("customers.fewer") : t("customers.showAll", { count: identifiers.length })}
        </Button>
      ) : null}
    </Card>
  );
}

/** The accounts that somebody belongs to, each with the way to it. */
export function Accounts({ contact }: { contact: string }) {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(
    recordQueries("accounts").list({ contact, sort: "name", limit: 50 }),
  );
  if (isError && !data)
    return <ErrorState error={error} title={t("accounts.loadFailed")} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Card title={t("accounts.many")}>
        <SkeletonRows rows={2} />
      </Card>
    );
  if (data.items.length === 0) return null;
  return (
    <Card title={t("accounts.many")}>
      <ul className="flex flex-col gap-1 text-sm">
        {data.items.map(({ id, name, people }) => (
          <li key={id} className="flex min-w-0 items-baseline justify-between gap-3">
            <Link to="/customers/accounts/$id" params={{ id }} className="min-w-0 truncate rounded-md hover:underline">
              {name}
            </Link>
            <span className="figures shrink-0 text-faint text-xs">{t("accounts.peopleOf", { count: people })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Merges that people made, each of which can be taken back. */
export function Merges({ merges, contactId }: { merges: readonly Merge[]; contactId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const [asking, setAsking] = useState<Merge | null>(null);
  const undo = useMutation({
    mutationFn: (merge: Merge) => request("DELETE /api/v1/merges/:id", { params: { id: merge.id } }),
    onSuccess: async () => {
      setAsking(null);
      toast.success(t("customers.unmerged"));
      await forgetContacts();
    },
    onError: (error) => {
      setAsking(null);
      toast.error(t("customers.unmergeFailed"), {
        description: reasonOf(error),
      });
    },
  });
  if (merges.length === 0) return null;
  return (
    <Card title={t("customers.merges")}>
      <ul className="flex flex-col gap-3">
        {merges.map((merge) => (
          <li key={merge.id} className="text-sm">
            <div className="flex items-start justify-between gap-2">
              <span className="min-w-0 font-medium">
                {merge.into === contactId
                  ? t("customers.mergedIn", { name: merge.mergedName || t("customers.anonymous") })
                  : t("customers.mergedAway")}
              </span>
              {merge.undoneAt === null && can("contacts:edit") ? (
                <Button size="sm" icon={<Undo2 className="size-3" aria-hidden />} onClick={() => setAsking(merge)}>
                  {t("customers.unmerge")}
                </Button>
              ) : null}
              {merge.undoneAt ? <Badge>{t("customers.undone")}</Badge> : null}
            </div>
            <p className="text-muted">{merge.reason}</p>
            <p className="text-faint text-xs">
              {merge.by} · {format.moment(merge.at)}
            </p>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("customers.unmergeTitle")}
        body={t("customers.unmergeBody", { name: asking?.mergedName || t("customers.anonymous") })}
        confirmLabel={t("customers.unmerge")}
        busy={undo.isPending}
        onConfirm={() => asking && undo.mutate(asking)}
      />
    </Card>
  );
}
