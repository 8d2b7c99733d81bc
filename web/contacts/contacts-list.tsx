import { Link } from "@tanstack/react-router";
import { GitMerge } from "lucide-react";
import { useState } from "react";
import type { Contact } from "../../contracts/know/contacts.ts";
import { valueText } from "../activity/activity.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { NameLink } from "../records/record-rows.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { AudienceButton, LostAudience, useAudience } from "../view/audience.tsx";
import { useView } from "../view/view.ts";
import { contacts } from "./contact-kind.ts";
import { customersSection } from "./customers-section.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { flatTraits } from "./traits.tsx";

const sorts = ["last_seen", "first_seen", "name"] as const;
type ContactSort = (typeof sorts)[number];

/** A trait as a table of plain values holds it. */
function plainTrait(traits: Contact["traits"], name: string): string | number | null {
  const value = flatTraits(traits).find(([each]) => each === name)?.[1] ?? null;
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}

/** The people under Customers, all of them or those of a segment. */
export function ContactsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const view = useView();
  const audience = useAudience();
  const { segment } = view.search;
  const [merging, setMerging] = useState<readonly Contact[]>([]);
  const [into, from] = merging;
  const anonymous = t("customers.anonymous");
  // The people of a segment come in one order only.
  const orders = segment === undefined ? sorts : (["last_seen"] as const);
  return (
    <>
      <ListPage
        of={contacts}
        section={customersSection}
        search={t("customers.search")}
        searchHint={t("customers.noMatchBody")}
        usual="last_seen"
        server={{
          orders: orders.map((value) => ({ value, label: t(`customers.sorts.${value}`) })),
          ask: ({ search, sort, cursor }) => ({
            ...contacts.list({ search, sort: sort as ContactSort, segment, cursor, limit: 50 }),
            enabled: audience === "here",
          }),
        }}
        nameOf={({ id, name, known }) => name || (known ? id : anonymous)}
        tools={<AudienceButton view={view} />}
        instead={audience === "lost" ? <LostAudience /> : undefined}
        empty={
          segment === undefined
            ? {
                action: can("keys:edit") ? (
                  <Link to="/data" className={buttonClass({ variant: "primary" })}>
                    {t("overview.sendFirst")}
                  </Link>
                ) : null,
              }
            : {
                title: t("customers.nobodyInSegment"),
                body: t("segments.nobody"),
                action: <Button onClick={() => view.set({ segment: undefined })}>{t("audience.clear")}</Button>,
              }
        }
        bulk={
          can("contacts:edit")
            ? [
                {
                  label: t("customers.mergeThese"),
                  icon: <GitMerge className="size-3.5" aria-hidden />,
                  of: 2,
                  run: setMerging,
                },
              ]
            : []
        }
        hasFile
        name={(contact) => (
          <span className="flex flex-wrap items-center gap-2">
            <NameLink of={contacts} row={contact} />
            {contact.known ? null : <Badge>{t("customers.unknown")}</Badge>}
          </span>
        )}
        columns={[
          { key: "phone", header: t("customers.phone"), isExtra: true, value: ({ phone }) => phone },
          { key: "email", header: t("customers.email"), value: ({ email }) => email },
          { key: "first", header: t("customers.firstSeen"), as: "day", value: ({ firstSeenAt }) => firstSeenAt },
          { key: "last", header: t("customers.lastSeen"), as: "ago", value: ({ lastSeenAt }) => lastSeenAt },
        ]}
        ofRows={{
          prefix: "trait.",
          namesIn: ({ traits }) => flatTraits(traits).map(([name]) => name),
          column: (name) => ({
            header: name,
            value: ({ traits }) => plainTrait(traits, name),
            cell: ({ traits }) => <span className="text-muted">{valueText(plainTrait(traits, name), format)}</span>,
          }),
        }}
      />
      {into && from ? <MergeDialog into={into} suggested={from.id} onClose={() => setMerging([])} /> : null}
    </>
  );
}
