import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Annotation } from "../../contracts/understand/annotations.ts";
import { DAY } from "../../contracts/words/durations.ts";
import type { Mark, MarkSource } from "../charts/marks/marks.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { pageOf } from "../records/record-kind.ts";
import { useSession } from "../session/session.ts";
import { lazyPart } from "../ui/lazy-page.ts";
import { today } from "../view/period.ts";
import { useView } from "../view/view.ts";
import { annotations } from "./annotation-kind.ts";
import { titleOf } from "./annotation-title.ts";
import { annotationWords } from "./words.ts";

const AnnotationDialog = lazyPart(() => import("./annotation-dialog.tsx"), "AnnotationDialog", [annotationWords]);

const MOST = 200;

/** Annotations as everything that shows them draws them. */
export const annotationMarks: MarkSource = {
  useMarks(between) {
    const words = useTranslation();
    const { can } = useSession();
    const { days, timezone } = useView();
    const isOfPage = between === undefined;
    const asked = isOfPage ? aroundDays(days) : between;
    const isAsked = asked !== null && can("annotations:read");
    const found = useQuery({
      ...annotations.list({ from: asked?.from, to: asked?.to, limit: MOST }),
      enabled: isAsked,
    });
    const isPlaced = found.data?.items.some(({ touchpointId }) => touchpointId !== null) === true;
    const touchpoints = useQuery({ ...recordQueries("touchpoints").list(), enabled: isPlaced });
    return useMemo(() => {
      const page = isAsked ? found.data : undefined;
      const names = new Map(touchpoints.data?.items.map(({ id, name }) => [id, name]));
      // Days are those of the zone that the page shows; what was asked for is a little more.
      const isIn = (each: Annotation) =>
        !isOfPage ||
        (dayOf(each.happenedAt, timezone) <= days.to &&
          (goesOn(each) || dayOf(each.endedAt ?? each.happenedAt, timezone) >= days.from));
      const marks = (page?.items ?? []).filter(isIn).map(
        (each): Mark => ({
          id: each.id,
          title: titleOf(each, words),
          kind: words.t(`annotations.kinds.${each.kind}`),
          happenedAt: each.happenedAt,
          endedAt: each.endedAt,
          goesOn: goesOn(each),
          place:
            each.touchpointId === null ? null : { id: each.touchpointId, name: names.get(each.touchpointId) ?? "" },
          isOfData: each.kind === "data",
        }),
      );
      return { marks: marks.reverse(), hasMore: (page?.nextCursor ?? null) !== null };
    }, [isAsked, found.data, touchpoints.data, words, isOfPage, days, timezone]);
  },
  useZone: () => useView().timezone,
  pageOf: (id) => pageOf("/data/annotations", id),
  useWriting() {
    const { can } = useSession();
    return can("annotations:edit") ? AnnotationDialog : null;
  },
};

/** A source that was silent and has not spoken again. */
const goesOn = ({ endedAt, cause }: Annotation) => endedAt === null && cause?.reason === "source_silent";

const dayOf = (instant: string, timezone: string) => today(new Date(instant), timezone);

/** These days in any zone there is, and a little more. */
function aroundDays({ from, to }: { from: string; to: string }) {
  return {
    from: new Date(Date.parse(from) - DAY).toISOString(),
    to: new Date(Date.parse(to) + 2 * DAY).toISOString(),
  };
}
