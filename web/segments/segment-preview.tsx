import { queryOptions, useQuery } from "@tanstack/react-query";
import type { SegmentMember } from "../../contracts/know/segments.ts";
import type { Condition } from "../../contracts/log/conditions.ts";
import { useWords } from "../conditions/rule-builder.tsx";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { cx } from "../ui/class-names.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useRested } from "../ui/use-rested.ts";
import { MemberLine } from "./segment-members.tsx";

/** Who meets a condition, by the condition as it is written. */
export const segmentPreviewQuery = (written: string | null) =>
  queryOptions({
    queryKey: ["segments", "preview", written],
    queryFn: ({ signal }) => {
      const asked: Condition = JSON.parse(written ?? "");
      return request("POST /api/v1/segments/preview", { body: { condition: asked }, signal });
    },
  });

interface SegmentPreviewProps {
  condition: Condition | null;
  /** Where all of them are listed beside it, it shows none. */
  hasPeople?: boolean;
}

/** Who meets a condition while it is written: in words, how many, and some of them. */
export function SegmentPreview({ condition, hasPeople = true }: SegmentPreviewProps) {
  const { t } = useTranslation();
  // No segment asks for another.
  const words = useWords(false);
  const written = useRested(condition === null ? null : JSON.stringify(condition));
  const preview = useQuery({
    ...segmentPreviewQuery(written),
    enabled: written !== null,
    placeholderData: (before) => before,
  });
  const isOld = preview.isPlaceholderData || (condition !== null && JSON.stringify(condition) !== written);
  return (
    <section aria-label={t("segments.preview")} className="flex min-w-0 flex-col gap-3">
      <div>
        <h3 className="font-medium text-muted text-xs">{t("rule.inWords")}</h3>
        <p className="mt-0.5 text-sm">{condition ? words(condition) : t("segments.unfinished")}</p>
      </div>
      {condition === null ? null : preview.isError ? (
        <ErrorState error={preview.error} title={t("segments.previewFailed")} onRetry={() => void preview.refetch()} />
      ) : preview.data ? (
        <Found {...preview.data} items={hasPeople ? preview.data.items : []} isOld={isOld} />
      ) : (
        <>
          <Skeleton className="h-9 w-40" />
          <Skeleton className="h-40 w-full" />
        </>
      )}
    </section>
  );
}

function Found({ size, asOf, items, isOld }: { size: number; asOf: string; items: SegmentMember[]; isOld: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={cx("flex flex-col gap-3 transition-opacity", isOld && "opacity-50")} aria-busy={isOld}>
      <p role="status">
        <span className="figures block font-semibold text-xl tracking-tight">{format.count(size)}</span>
        <span className="text-muted text-xs">{t("segments.people", { count: size })}</span>
      </p>
      <p className="text-faint text-xs">{t("segments.asOf", { time: format.moment(asOf) })}</p>
      {size === 0 ? <p className="rounded-md bg-sunken p-3 text-muted text-sm">{t("segments.nobody")}</p> : null}
      {items.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium text-muted text-xs">{t("segments.shown", { count: items.length })}</h3>
          <ul className="flex flex-col">
            {items.map((member) => (
              <MemberLine key={member.contactId} member={member} />
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
