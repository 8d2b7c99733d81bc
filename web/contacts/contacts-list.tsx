import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX, Users } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Contact } from "../../contracts/know/contacts.ts";
import { useTranslation } from "../i18n/words.ts";
import { CustomerTabs } from "../records/customer-tabs.tsx";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SearchInput } from "../ui/field.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";
import { AudienceButton, LostAudience, useAudience } from "../view/audience.tsx";
import { useView } from "../view/view.ts";
import { contactSorts } from "./search.ts";

const pageSize = 50;

export function ContactsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { can } = useSession();
  const view = useView();
  const audience = useAudience();
  const { segment } = view.search;
  const found = useSearch({ from: "/app/customers" });
  const { search = "" } = found;
  // The people of a segment come in one order only.
  const sort = segment === undefined ? (found.sort ?? "last_seen") : "last_seen";
  const pages = useCursor(`${search}|${sort}|${segment}`);
  const contacts = useQuery({
    queryKey: ["contacts", "list", search, sort, segment, pages.cursor],
    queryFn: ({ signal }) =>
      request("GET /api/v1/contacts", {
        query: { search: search || undefined, sort, segment, cursor: pages.cursor, limit: pageSize },
        signal,
      }),
    enabled: can("contacts:read") && audience === "here",
    placeholderData: (before) => before,
  });
  const set = (change: { search?: string | undefined; sort?: (typeof contactSorts)[number] }) =>
    void navigate({ to: "/customers", search: (before) => ({ ...before, ...change }), replace: true });
  const items = audience === "here" ? (contacts.data?.items ?? []) : [];
  const nobody = audience === "here" && contacts.data && items.length === 0;
  return (
    <>
      <CustomerTabs />
      {can("contacts:read") ? (
        <div className="mb-4 flex flex-wrap items-center gap-2">
          <SearchBox value={search} onChange={(next) => set({ search: next || undefined })} />
          <Select
            className="sm:max-w-44"
            label={t("customers.sort")}
            value={sort}
            onChange={(next) => set({ sort: next })}
            options={(segment === undefined ? contactSorts : (["last_seen"] as const)).map((value) => ({
              value,
              label: t(`customers.sorts.${value}`),
            }))}
          />
          <AudienceButton view={view} />
        </div>
      ) : (
        <EmptyState
          icon={<Users className="size-5" aria-hidden />}
          title={t("customers.notAllowed")}
          body={t("customers.notAllowedBody")}
        />
      )}
      {audience === "lost" ? (
        <LostAudience />
      ) : contacts.isError ? (
        <ErrorState error={contacts.error} title={t("customers.failed")} onRetry={() => void contacts.refetch()} />
      ) : null}
      {contacts.isLoading || audience === "checking" ? (
        <Card flush>
          <SkeletonRows rows={10} />
        </Card>
      ) : null}
      {nobody && search ? (
        <EmptyState
          icon={<SearchX className="size-5" aria-hidden />}
          title={t("customers.noMatch", { text: search })}
          body={t("customers.noMatchBody")}
          action={<Button onClick={() => set({ search: undefined })}>{t("customers.clearSearch")}</Button>}
        />
      ) : null}
      {nobody && !search && segment !== undefined ? (
        <EmptyState
          icon={<Users className="size-5" aria-hidden />}
          title={t("customers.nobodyInSegment")}
          body={t("segments.nobody")}
          action={<Button onClick={() => view.set({ segment: undefined })}>{t("audience.clear")}</Button>}
        />
      ) : null}
      {nobody && !search && segment === undefined ? (
        <EmptyState
          icon={<Users className="size-5" aria-hidden />}
          title={t("customers.emptyTitle")}
          body={t("customers.emptyBody")}
          action={
            can("keys:edit") ? (
              <Button variant="primary" onClick={() => void navigate({ to: "/data" })}>
                {t("overview.sendFirst")}
              </Button>
            ) : null
          }
        />
      ) : null}
      {items.length > 0 ? (
        <>
          <Card flush stale={contacts.isPlaceholderData}>
            <Table<Contact>
              caption={t("nav.customers")}
              rows={items}
              rowKey={({ id }) => id}
              rowLabel={(contact) => contact.name || t("customers.anonymous")}
              onOpen={({ id }) => void navigate({ to: "/customers/$id", params: { id } })}
              columns={[
                {
                  key: "name",
                  header: t("customers.name"),
                  title: true,
                  cell: (contact) => <Name contact={contact} />,
                },
                {
                  key: "email",
                  header: t("customers.email"),
                  cell: ({ email }) => <span className="text-muted">{email ?? "–"}</span>,
                },
                {
                  key: "first",
                  header: t("customers.firstSeen"),
                  align: "end",
                  cell: ({ firstSeenAt }) => <span className="text-muted">{format.day(firstSeenAt)}</span>,
                },
                {
                  key: "last",
                  header: t("customers.lastSeen"),
                  align: "end",
                  cell: ({ lastSeenAt }) => (
                    <time dateTime={lastSeenAt} title={format.moment(lastSeenAt)}>
                      {format.ago(lastSeenAt)}
                    </time>
                  ),
                },
              ]}
            />
          </Card>
          <Pagination pages={pages} nextCursor={contacts.data?.nextCursor} />
        </>
      ) : null}
    </>
  );
}

function Name({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  if (contact.known) return <span className="font-medium">{contact.name || contact.id}</span>;
  return (
    <span className="flex items-center gap-2">
      <span className="text-muted">{contact.name || t("customers.anonymous")}</span>
      <Badge>{t("customers.unknown")}</Badge>
    </span>
  );
}

const pauseMilliseconds = 250;

/** Asks when the typing pauses, and follows the address when it changes by other means. */
function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      onChange(wanted);
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <div className="min-w-60 flex-1 sm:max-w-100">
      <SearchInput label={t("customers.search")} value={text} onChange={({ target }) => setText(target.value)} />
    </div>
  );
}
