import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { GitMerge } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { RecordFailed } from "../records/record-failed.tsx";
import { HistoryLink } from "../records/used-in.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Conflicts } from "./conflicts.tsx";
import { contactQuery } from "./contact-query.ts";
import { Accounts, Identifiers, Merges } from "./facts.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { Scores } from "./scores.tsx";
import { Timeline } from "./timeline.tsx";
import { Traits } from "./traits.tsx";

/** One customer: who they are, why we think so, and everything they did and said. */
export function ContactPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const { id } = useParams({ from: "/app/customers/$id" });
  const contact = useQuery(contactQuery(id));
  const [merging, setMerging] = useState<string | "any" | null>(null);
  const parent = { label: t("nav.customers"), to: "/customers" };

  if (contact.isError)
    return (
      <>
        <PageHeader title={t("customers.one")} parent={parent} />
        <RecordFailed
          error={contact.error}
          title={t("customers.oneFailed")}
          gone={{
            title: t("customers.goneTitle"),
            body: t("customers.goneBody"),
            toList: t("customers.toList"),
            list: "/customers",
          }}
          onRetry={() => void contact.refetch()}
        />
      </>
    );
  if (!contact.data) return <ContactSkeleton />;
  const { data } = contact;
  const name = data.name || t("customers.anonymous");
  return (
    <>
      <PageHeader
        title={name}
        parent={parent}
        aside={
          data.known ? <Badge tone="accent">{t("customers.known")}</Badge> : <Badge>{t("customers.unknown")}</Badge>
        }
        answers={
          <span className="flex flex-wrap gap-x-4 gap-y-0.5">
            {data.email ? (
              <a href={`mailto:${data.email}`} className="text-accent-text hover:underline">
                {data.email}
              </a>
            ) : null}
            {data.phone ? <span>{data.phone}</span> : null}
            <span>{t("customers.since", { date: format.day(data.firstSeenAt) })}</span>
            <span>{t("customers.last", { ago: format.ago(data.lastSeenAt) })}</span>
          </span>
        }
        actions={
          can("contacts:edit") ? (
            <Button icon={<GitMerge className="size-3.5" aria-hidden />} onClick={() => setMerging("any")}>
              {t("customers.merge")}
            </Button>
          ) : null
        }
      />
      <div className="flex flex-col gap-4">
        <Conflicts
          id={id}
          conflicts={data.conflicts}
          onMerge={can("contacts:edit") ? (other) => setMerging(other) : undefined}
        />
        <Scores scores={data.scores} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <Timeline id={id} />
          <div className="flex min-w-0 flex-col gap-4">
            <Traits traits={data.traits} />
            <Identifiers identifiers={data.identifiers} />
            {data.groups.length > 0 ? <Accounts contact={data.id} /> : null}
            <Merges merges={data.merges} contactId={id} />
            <HistoryLink kind="contact" id={data.id} />
          </div>
        </div>
      </div>
      {merging ? (
        <MergeDialog
          into={{ id, name }}
          suggested={merging === "any" ? null : merging}
          onClose={() => setMerging(null)}
        />
      ) : null}
    </>
  );
}

function ContactSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-6 w-56" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="mt-2 h-20 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}
