import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Condition } from "../../contracts/log/conditions.ts";
import type { EventItem } from "../../contracts/log/events.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { cx } from "../ui/class-names.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useRested } from "../ui/use-rested.ts";
import { useWords } from "./rule-builder.tsx";

const days = 90;

/** What a rule matches, by the rule as it is written. */
export const rulePreviewQuery = (written: string | null) =>
  queryOptions({
    queryKey: ["rule-preview", written],
    queryFn: ({ signal }) => {
      const condition: Condition = JSON.parse(written ?? "");
      return request("POST /api/v1/events/preview", { body: { rule: condition, days }, signal });
    },
  });

/** What a rule matches while it is written: the rule in words, how many, how many people, and the first events. */
export function RulePreview({ rule }: { rule: Condition | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const written = useRested(rule === null ? null : JSON.stringify(rule));
  const preview = useQuery({
    ...rulePreviewQuery(written),
    enabled: written !== null,
    placeholderData: (before) => before,
  });
  const { data } = preview;
  const isOld = preview.isPlaceholderData || (rule !== null && JSON.stringify(rule) !== written);

  return (
    <section aria-label={t("rule.preview")} className="flex min-w-0 flex-col gap-3">
      <div>
        <h3 className="font-medium text-muted text-xs">{t("rule.inWords")}</h3>
        <p className="mt-0.5 text-sm">{rule ? words(rule) : t("rule.unfinished")}</p>
      </div>
      {rule === null ? null : preview.isError ? (
        <ErrorState error={preview.error} title={t("rule.previewFailed")} onRetry={() => void preview.refetch()} />
      ) : data ? (
        <div className={cx("flex flex-col gap-3 transition-opacity", isOld && "opacity-50")} aria-busy={isOld}>
          <p role="status" className="flex gap-6">
            <Figure value={format.count(data.matches)} label={t("rule.matches", { count: data.matches })} />
            <Figure value={format.count(data.people)} label={t("rule.people", { count: data.people })} />
          </p>
          <p className="text-faint text-xs">{t("rule.lastDays", { days, count: days })}</p>
          {data.items.length === 0 ? (
            <p className="rounded-md bg-sunken p-3 text-muted text-sm">{t("rule.nothing")}</p>
          ) : (
            <ul className="flex flex-col">
              {data.items.slice(0, 8).map((item) => (
                <EventLine key={item.id} item={item} />
              ))}
            </ul>
          )}
        </div>
      ) : (
        <>
          <Skeleton className="h-9 w-40" />
          <Skeleton className="h-40 w-full" />
        </>
      )}
    </section>
  );
}

function Figure({ value, label }: { value: string; label: string }) {
  return (
    <span>
      <span className="figures block font-semibold text-xl tracking-tight">{value}</span>
      <span className="text-muted text-xs">{label}</span>
    </span>
  );
}

function EventLine({ item }: { item: EventItem }) {
  const format = useFormat();
  const detail = item.feedback
    ? [item.feedback.question, item.feedback.score ?? "", item.feedback.text].filter((part) => part !== "").join(" · ")
    : Object.entries(item.properties)
        .filter(([, value]) => typeof value !== "object")
        .slice(0, 4)
        .map(([key, value]) => `${key} ${String(value)}`)
        .join(" · ");
  return (
    <li className="border-line border-b py-1.5 last:border-b-0">
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate font-medium">{item.event || item.type}</span>
        <span className="shrink-0 text-faint text-xs">{format.moment(item.timestamp)}</span>
      </p>
      <p className="truncate text-faint text-xs">{[item.channel, detail].filter(Boolean).join(" · ")}</p>
    </li>
  );
}
