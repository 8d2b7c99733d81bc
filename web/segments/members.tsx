import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segment, SegmentMember } from "../../contracts/segments.ts";
import { request } from "../api.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";

/** The people in a segment, each with the way to their profile. */
export function Members({ segment: { id, revision } }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pages = useCursor(`${id}|${revision}`);
  const members = useQuery({
    queryKey: ["segments", id, "members", revision, pages.cursor],
    queryFn: ({ signal }) =>
      request("GET /api/v1/segments/:id/members", {
        params: { id },
        query: { cursor: pages.cursor, limit: 50 },
        signal,
      }),
    placeholderData: (before) => before,
  });
  if (members.isError)
    return (
      <ErrorState error={members.error} title={t("segments.membersFailed")} onRetry={() => void members.refetch()} />
    );
  if (members.isPending) return <SkeletonRows rows={8} />;
  const { items, total, nextCursor } = members.data;
  if (items.length === 0) return <p className="rounded-md bg-sunken p-3 text-muted text-sm">{t("segments.nobody")}</p>;
  return (
    <>
      <Card stale={members.isPlaceholderData}>
        <ul className="flex flex-col">
          {items.map((member) => (
            <MemberLine key={member.contactId} member={member} />
          ))}
        </ul>
      </Card>
      <Pagination
        pages={pages}
        nextCursor={nextCursor}
        summary={t("segments.membersOf", { total: format.count(total) })}
      />
    </>
  );
}

export function MemberLine({ member: { contactId, name } }: { member: SegmentMember }) {
  const { t } = useTranslation();
  return (
    <li className="border-line border-b last:border-b-0">
      <Link
        to="/customers/$id"
        params={{ id: contactId }}
        className="flex min-h-9 items-center rounded-md px-1 text-sm hover:bg-hover"
      >
        <span className="truncate">{name || t("palette.anonymous")}</span>
      </Link>
    </li>
  );
}
