import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { RequestOptions } from "../../contracts/client.ts";
import type { Kind } from "../../contracts/words/kinds.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { RecordLink } from "./record-link.tsx";

/** What others can use, and cannot be deleted while they do. */
export type UsedKind = RequestOptions<"GET /api/v1/uses/:kind/:id">["params"]["kind"];

/** Looked up at every visit: others begin and cease to use it on pages of their own. */
export const usesQuery = (kind: UsedKind, id: string) =>
  queryOptions({
    queryKey: ["uses", kind, id],
    queryFn: ({ signal }) => request("GET /api/v1/uses/:kind/:id", { params: { kind, id }, signal }),
    staleTime: 0,
  });

/** What uses a record, at its page; nothing where nothing does. */
export function UsedIn({ kind, id }: { kind: UsedKind; id: string }) {
  const { t } = useTranslation();
  const found = useQuery(usesQuery(kind, id));
  if (!found.data || found.data.total === 0) return null;
  const { items, total } = found.data;
  return (
    <section className="mt-6 print:hidden">
      <h2 className="mb-2 font-semibold text-base">{t("records.usedIn")}</h2>
      <ul className="flex flex-col gap-1 text-sm">
        {items.map((user) => (
          <li key={`${user.kind} ${user.id}`}>
            <RecordLink kind={user.kind} id={user.id} name={user.name || t("records.untitled")} />
          </li>
        ))}
        {total > items.length ? (
          <li className="text-faint">{t("records.moreUses", { count: total - items.length })}</li>
        ) : null}
      </ul>
    </section>
  );
}

/** To what was done with a record, for who may read the audit log. */
export function HistoryLink({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useTranslation();
  const { can } = useSession();
  if (!can("audit:read")) return null;
  return (
    <p className="mt-6 text-sm print:hidden">
      <Link to="/settings/audit" search={{ kind, search: id }} className="rounded-md text-accent-text hover:underline">
        {t("records.history")}
      </Link>
    </p>
  );
}
