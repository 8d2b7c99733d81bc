import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { TouchpointNumbers } from "../../contracts/understand/touchpoint-numbers.ts";
import type { Touchpoint } from "../../contracts/understand/touchpoints.ts";
import { useTranslation } from "../i18n/words.ts";
import { gapOf } from "../metrics/expectation-gap.ts";
import { MetricBreakdown, MetricTrend } from "../metrics/metric-charts.tsx";
import { Quotes } from "../metrics/quotes.tsx";
import { PeopleList } from "../people/people.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Segmented } from "../ui/segmented.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { WhenSeen } from "../ui/when-seen.tsx";
import { useView } from "../view/view.ts";
import { measures, metricOf, unitOf } from "./measures.ts";
import { ThreeComponents } from "./three-components.tsx";
import { readTouchpointSearch, type TouchpointSearch } from "./touchpoint-search.ts";

/** How it is at a touchpoint: in a sentence, in numbers, over time, in the words of customers, and who they are. */
export function TouchpointNumbersView({ touchpoint: { id, revision } }: { touchpoint: Touchpoint }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const view = useView();
  const search = readTouchpointSearch(useSearch({ strict: false }));
  const { segment } = view.search;
  const { period, compare, timezone } = view.query;
  const against = typeof compare === "string" ? compare : undefined;
  const found = useQuery({
    queryKey: ["touchpoints", id, "numbers", revision, period, against, timezone, segment],
    queryFn: ({ signal }) =>
      request("POST /api/v1/touchpoints/:id/numbers", {
        params: { id },
        body: { period, compare: against, timezone, segment },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  if (found.isError)
    return (
      <ErrorState error={found.error} title={t("touchpoints.numbersFailed")} onRetry={() => void found.refetch()} />
    );
  const numbers = found.data;
  const measure = search.of ?? "people";
  const metric = metricOf(measure, numbers);
  const chart = { title: t(`touchpoints.measure.${measure}`), metric, unit: unitOf(measure), touchpointId: id, view };
  const show = (change: TouchpointSearch) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...change }), replace: true });
  return (
    <div aria-busy={found.isPlaceholderData} className="flex flex-col gap-6">
      {numbers ? (
        <>
          <FirstSentence numbers={numbers} />
          <ThreeComponents numbers={numbers} />
        </>
      ) : (
        <Skeleton className="h-96 w-full rounded-lg" />
      )}
      <section className="flex flex-col gap-3">
        <Segmented
          label={t("touchpoints.whichNumber")}
          value={measure}
          onChange={(of) => show({ of })}
          options={measures
            .filter((each) => each === "people" || each === measure || numbers?.[each])
            .map((value) => ({ value, label: t(`touchpoints.measure.${value}`) }))}
        />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <MetricTrend {...chart} />
          <MetricBreakdown {...chart} by={search.by ?? "channel"} onBy={(by) => show({ by })} />
        </div>
      </section>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("metrics.said")}>
          {!numbers ? (
            <Skeleton className="h-24 w-full" />
          ) : numbers.quotes.length > 0 ? (
            <Quotes quotes={numbers.quotes} />
          ) : (
            <p className="text-muted text-sm">{t("touchpoints.nothingSaid")}</p>
          )}
        </Card>
        {can("contacts:read") ? (
          <Card title={t("touchpoints.who")}>
            <WhenSeen>
              <PeopleList
                queryKey={["touchpoints", id, "people", revision, period, timezone, segment]}
                of={{ touchpoint: { id, period, timezone, segment } }}
                ask={(page, signal) =>
                  request("POST /api/v1/touchpoints/:id/people", {
                    params: { id },
                    body: { period, timezone, segment, ...page },
                    signal,
                  })
                }
                limit={10}
                skeletonRows={5}
              />
            </WhenSeen>
          </Card>
        ) : null}
      </div>
    </div>
  );
}

/** What can be proved about it, in words: how many were there, and whether it was what they expected. */
function FirstSentence({ numbers }: { numbers: TouchpointNumbers }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { people, satisfaction, expectation } = numbers;
  const gap = gapOf(numbers, undefined);
  const given = (value: number | null | undefined) => format.metric(value ?? 0, "score");
  const sentences = [t("touchpoints.wereHere", { count: people, n: format.count(people) })];
  if (gap)
    sentences.push(
      t(`touchpoints.gap_${gap.verdict}`, {
        got: given(satisfaction?.result.value),
        expected: given(expectation?.result.value),
        most: satisfaction?.scale[1] ?? 5,
      }),
    );
  return <p className="max-w-160 text-base">{sentences.join(" ")}</p>;
}
