import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import type { Account } from "../../contracts/know/accounts.ts";
import { valueText } from "../activity/activity.ts";
import { useTranslation } from "../i18n/words.ts";
import { accountsQuery } from "../records/account-queries.ts";
import { CustomerTabs } from "../records/customer-tabs.tsx";
import { useSession } from "../session/session.ts";
import { groupSnippet, keyPlaceholder } from "../sources/sources.ts";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SearchInput } from "../ui/field.tsx";
import { type Format, useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { Select } from "../ui/select.tsx";
import { Snippet } from "../ui/snippet.tsx";
import { Table } from "../ui/table.tsx";
import { useRested } from "../ui/use-rested.ts";
import { type AccountsSearch, accountOrders } from "./accounts-search.ts";

/** The accounts under Customers: companies and households that people belong to. */
export function AccountsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <>
      <CustomerTabs />
      <h2 className="sr-only">{t("accounts.many")}</h2>
      {can("contacts:read") ? (
        <Accounts />
      ) : (
        <EmptyState
          icon={<Building2 className="size-5" aria-hidden />}
          title={t("accounts.notAllowed")}
          body={t("customers.notAllowedBody")}
        />
      )}
    </>
  );
}

function Accounts() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { search = "", order: sort = "last_seen" } = useSearch({ from: "/app/customers/accounts" });
  const rested = useRested(search.trim());
  const pages = useCursor(`${rested}|${sort}`);
  const found = useQuery({
    ...accountsQuery({ search: rested, sort, cursor: pages.cursor }),
    placeholderData: (before) => before,
  });
  const set = (change: AccountsSearch) =>
    void navigate({ to: "/customers/accounts", search: (before) => ({ ...before, ...change }), replace: true });

  if (found.isError)
    return <ErrorState error={found.error} title={t("accounts.failed")} onRetry={() => void found.refetch()} />;
  if (found.data?.total === 0 && search === "" && rested === "") return <NoAccounts />;
  return (
    <>
      <p className="mb-4 max-w-160 text-muted text-sm">{t("accounts.about")}</p>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInput
          label={t("accounts.search")}
          value={search}
          onChange={(event) => set({ search: event.target.value || undefined })}
          className="sm:max-w-72"
        />
        <Select
          className="sm:max-w-52"
          label={t("customers.sort")}
          value={sort}
          onChange={(next) => set({ order: next })}
          options={accountOrders.map((value) => ({ value, label: t(`accounts.sorts.${value}`) }))}
        />
      </div>
      <Card flush stale={found.isPlaceholderData}>
        <Table<Account>
          caption={t("accounts.many")}
          loading={found.isPending}
          rows={found.data?.items ?? []}
          rowKey={({ id }) => id}
          rowLabel={({ name }) => name}
          onOpen={({ id }) => void navigate({ to: "/customers/accounts/$id", params: { id } })}
          empty={<p className="p-6 text-center text-muted text-sm">{t("ui.nothingFound")}</p>}
          columns={[
            {
              key: "name",
              header: t("accounts.name"),
              width: "20rem",
              cell: ({ id, name }) => (
                <>
                  <Link to="/customers/accounts/$id" params={{ id }} className="rounded-md font-medium hover:underline">
                    {name}
                  </Link>
                  {name === id ? null : <span className="block truncate text-faint text-xs">{id}</span>}
                </>
              ),
            },
            {
              key: "traits",
              header: t("accounts.traits"),
              cell: (account) => <span className="line-clamp-1 text-muted">{keyTraits(account, format)}</span>,
            },
            {
              key: "people",
              header: t("accounts.people"),
              align: "end",
              width: "7rem",
              cell: ({ people }) => <span className="figures">{format.count(people)}</span>,
            },
            {
              key: "last",
              header: t("customers.lastSeen"),
              align: "end",
              width: "10rem",
              cell: ({ lastSeenAt }) => (
                <time dateTime={lastSeenAt} title={format.moment(lastSeenAt)}>
                  {format.ago(lastSeenAt)}
                </time>
              ),
            },
          ]}
        />
      </Card>
      <Pagination
        pages={pages}
        nextCursor={found.data?.nextCursor}
        summary={found.data ? t("accounts.count", { count: found.data.total }) : ""}
      />
    </>
  );
}

/** What accounts are good for, and the call that makes the first one. */
function NoAccounts() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <div className="flex flex-col gap-4">
      <EmptyState
        icon={<Building2 className="size-5" aria-hidden />}
        title={t("accounts.emptyTitle")}
        body={t("accounts.emptyBody")}
        action={
          can("keys:edit") ? (
            <Link to="/data" className={buttonClass({ variant: "primary" })}>
              {t("accounts.toKeys")}
            </Link>
          ) : null
        }
      />
      <section aria-labelledby="first-account" className="mx-auto w-full max-w-160">
        <h3 id="first-account" className="mb-2 font-medium text-sm">
          {t("accounts.first")}
        </h3>
        <Snippet label={t("data.keys.snippet.curl")} text={groupSnippet(keyPlaceholder)} />
      </section>
    </div>
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
