import { Link } from "@tanstack/react-router";
import type { Account, AccountSort } from "../../contracts/know/accounts.ts";
import { valueText } from "../activity/activity.ts";
import { customersSection } from "../contacts/contacts.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { NameLink } from "../records/record-rows.tsx";
import { useSession } from "../session/session.ts";
import { groupSnippet, useExampleKey } from "../sources/sources.ts";
import { buttonClass } from "../ui/button.tsx";
import { type Format, useFormat } from "../ui/format.ts";
import { Snippet } from "../ui/snippet.tsx";
import { accounts } from "./account-kind.ts";

const sorts: readonly AccountSort[] = ["last_seen", "people", "name"];

/** The accounts under Customers: companies and households that people belong to. */
export function AccountsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  return (
    <ListPage
      of={accounts}
      section={customersSection}
      about={t("accounts.about")}
      search={t("accounts.search")}
      searchHint={t("accounts.noMatchBody")}
      usual="last_seen"
      server={{
        orders: sorts.map((value) => ({ value, label: t(`accounts.sorts.${value}`) })),
        ask: ({ search, sort, cursor }) => accounts.list({ search, sort: sort as AccountSort, cursor, limit: 50 }),
        summary: ({ total }) => t("accounts.count", { count: total }),
      }}
      empty={{
        action: can("keys:edit") ? (
          <Link to="/data" className={buttonClass({ variant: "primary" })}>
            {t("accounts.toKeys")}
          </Link>
        ) : null,
        more: <FirstAccount />,
      }}
      hasFile
      name={({ id, name }) => <NameLink of={accounts} row={{ id, name, description: name === id ? "" : id }} />}
      columns={[
        {
          key: "traits",
          header: t("accounts.traits"),
          value: (account) => keyTraits(account, format),
          cell: (account) => <span className="line-clamp-1 text-muted">{keyTraits(account, format)}</span>,
        },
        { key: "people", header: t("accounts.people"), width: "7rem", as: "count", value: ({ people }) => people },
        {
          key: "last",
          header: t("customers.lastSeen"),
          width: "10rem",
          as: "ago",
          value: ({ lastSeenAt }) => lastSeenAt,
        },
      ]}
    />
  );
}

/** The call that makes the first one. */
function FirstAccount() {
  const { t } = useTranslation();
  const exampleKey = useExampleKey();
  return (
    <section aria-labelledby="first-account" className="mx-auto w-full max-w-160">
      <h3 id="first-account" className="mb-2 font-medium text-sm">
        {t("accounts.first")}
      </h3>
      <Snippet label={t("data.keys.snippet.curl")} text={groupSnippet(exampleKey)} />
    </section>
  );
}

/** A few plain traits in a line; the name has its own column. */
function keyTraits({ traits }: Account, format: Format): string {
  return Object.entries(traits)
    .filter(([name, value]) => name !== "name" && typeof value !== "object")
    .slice(0, 4)
    .map(([name, value]) => `${name} ${valueText(value, format)}`)
    .join(" · ");
}
