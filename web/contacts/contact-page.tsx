import { useParams } from "@tanstack/react-router";
import { GitMerge } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { PersonalDataCard } from "../personal-data/personal-data.ts";
import { RecordPage } from "../records/record-page.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { Conflicts } from "./conflicts.tsx";
import { contacts } from "./contact-kind.ts";
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
  const [merging, setMerging] = useState<string | "any" | null>(null);
  const nameOf = ({ name }: { name: string }) => name || t("customers.anonymous");
  return (
    <RecordPage
      of={contacts}
      title={nameOf}
      aside={({ known }) => (
        <Badge tone={known ? "accent" : "neutral"}>{t(known ? "customers.known" : "customers.unknown")}</Badge>
      )}
      answers={({ email, phone, firstSeenAt, lastSeenAt }) => (
        <span className="flex flex-wrap gap-x-4 gap-y-0.5">
          {email ? (
            <a href={`mailto:${email}`} className="text-accent-text hover:underline">
              {email}
            </a>
          ) : null}
          {phone ? <span>{phone}</span> : null}
          <span>{t("customers.since", { date: format.day(firstSeenAt) })}</span>
          <span>{t("customers.last", { ago: format.ago(lastSeenAt) })}</span>
        </span>
      )}
      acts={() =>
        can("contacts:edit") ? (
          <Button icon={<GitMerge className="size-3.5" aria-hidden />} onClick={() => setMerging("any")}>
            {t("customers.merge")}
          </Button>
        ) : null
      }
      skeleton={
        <div aria-busy className="flex flex-col gap-4">
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-80 w-full" />
        </div>
      }
    >
      {(contact) => (
        <div className="flex flex-col gap-4">
          <Conflicts
            id={id}
            conflicts={contact.conflicts}
            onMerge={can("contacts:edit") ? (other) => setMerging(other) : undefined}
          />
          <Scores scores={contact.scores} />
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <Timeline id={id} />
            <div className="flex min-w-0 flex-col gap-4">
              <Traits traits={contact.traits} />
              <Identifiers identifiers={contact.identifiers} />
              {contact.groups.length > 0 ? <Accounts contact={contact.id} /> : null}
              <Merges merges={contact.merges} contactId={id} />
              {can("privacy:read") ? <PersonalDataCard id={contact.id} name={nameOf(contact)} /> : null}
            </div>
          </div>
          {merging ? (
            <MergeDialog
              into={{ id, name: nameOf(contact) }}
              suggested={merging === "any" ? null : merging}
              onClose={() => setMerging(null)}
            />
          ) : null}
        </div>
      )}
    </RecordPage>
  );
}
