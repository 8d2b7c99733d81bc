import { Link } from "@tanstack/react-router";
import type { Segment, SegmentMember } from "../../contracts/know/segments.ts";
import { useTranslation } from "../i18n/words.ts";
import { PeopleList } from "../people/people.ts";
import { request } from "../session/api.ts";
import { Card } from "../ui/card.tsx";

/** The people in a segment, each with the way to their profile. */
export function Members({ segment: { id, revision } }: { segment: Segment }) {
  return (
    <Card>
      <PeopleList
        queryKey={["segments", id, "members", revision]}
        of={{ segment: { id } }}
        ask={(page, signal) => request("GET /api/v1/segments/:id/members", { params: { id }, query: page, signal })}
        limit={50}
        skeletonRows={8}
      />
    </Card>
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
