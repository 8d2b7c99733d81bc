import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FilterX } from "lucide-react";
import type { Condition } from "../../contracts/log/conditions.ts";
import type { MetricRef, QueryInput } from "../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../contracts/understand/overview.ts";
import { segmentOfBreakdown } from "../../rules/segments-in.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { type Meaning, meaningOf, metricsQuery } from "../metrics/ask.ts";
import { DefinitionCard } from "../metrics/definition-card.tsx";
import { FieldPicker } from "../metrics/field-picker.tsx";
import { fieldOfBreakdown, narrowTo, useGroupNames } from "../metrics/group-names.ts";
import { type Interval, intervalFor } from "../metrics/interval.ts";
import { joined, useNarrowingWords } from "../metrics/narrowing.ts";
import { overviewQuery, savedQueriesQuery, tileOfSaved } from "../saved-queries/saved-queries.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";
import { ChangesTable } from "./changes-table.tsx";
import { ConsistencyNote } from "./consistency-note.tsx";
import type { MetricSearch } from "./metric-search.ts";
import { SaveMetric } from "./save-metric.tsx";
import { useTileTitle } from "./tile-title.ts";
import { TileView } from "./tile-view.tsx";

/** Everything behind one number: what it means, how it moved, where it comes from. */
export function MetricPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { metric } = useParams({ from: "/app/overview/$metric" });
  const search = useSearch({ from: "/app/overview/$metric" });
  const definitions = useQuery(metricsQuery);
  const meanings = useMetricWords(definitions.data);
  const overview = useQuery({ ...overviewQuery, enabled: search.tile !== undefined });
  const all = useQuery({ ...savedQueriesQuery, enabled: search.saved !== undefined });
  const parent = { label: t("nav.overview"), to: "/" };

  if (definitions.isError)
    return (
      <>
        <PageHeader title={metric} parent={parent} />
        <ErrorState error={definitions.error} onRetry={() => void definitions.refetch()} />
      </>
    );
  // A query that cannot be read narrows nothing: without it the number would be another one.
  const source = search.saved !== undefined ? all : search.tile !== undefined ? overview : undefined;
  if (source?.isError && !source.data)
    return (
      <>
        <PageHeader title={metric} parent={parent} />
        <ErrorState
          error={source.error}
          title={t(source === all ? "saved.loadFailed" : "overview.failed")}
          onRetry={() => void source.refetch()}
        />
      </>
    );
  if (!meanings || source?.isPending) return <SkeletonRows />;
  const saved = all.data?.find(({ id }) => id === search.saved);
  const tile =
    search.saved === undefined
      ? overview.data?.tiles.find(({ id }) => id === search.tile)
      : saved
        ? tileOfSaved(saved)
        : undefined;
  const from = tile && "query" in tile ? tile : undefined;
  const asked = from?.query.metrics.find((each) => each.metric === metric);
  const ref: MetricRef = { ...(asked ?? { metric }), ...(search.variant ? { variant: search.variant } : {}) };
  const meaning = meaningOf(meanings, ref);
  if (!meaning)
    return (
      <>
        <PageHeader title={metric} parent={parent} />
        <EmptyState title={t("overview.unknownMetric", { name: metric })} body={t("overview.unknownMetricBody")} />
      </>
    );
  if (source && !asked) {
    if (source.isFetching) return <SkeletonRows />;
    const show = () =>
      void navigate({ to: ".", search: (before) => ({ ...before, tile: undefined, saved: undefined }), replace: true });
    return (
      <>
        <PageHeader title={nameOf(meaning)} parent={parent} />
        <EmptyState
          icon={<FilterX className="size-5" aria-hidden />}
          title={t(source === all ? "overview.goneQuery" : "overview.goneTile")}
          body={t("overview.goneBody")}
          action={<Button onClick={show}>{t("overview.widen")}</Button>}
        />
      </>
    );
  }
  return <Behind key={metric} refOf={ref} meaning={meaning} from={from} search={search} />;
}

interface BehindProps {
  refOf: MetricRef;
  meaning: Meaning;
  /** The tile it was opened from. */
  from: MetricTile | undefined;
  search: MetricSearch;
}

function Behind({ refOf, meaning, from, search }: BehindProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const titleOf = useTileTitle();
  const { days, among, query: framed } = useView();
  const { period, timezone } = framed;
  const definitions = [meaning.definition];
  const by = search.by ?? from?.query.breakdowns[0] ?? "channel";
  const names = useGroupNames([by]);
  const interval = intervalFor(days, search.interval);
  const intervals = (["day", "week", "month"] as const).filter((each) => intervalFor(days, each) === each);
  const set = (change: MetricSearch) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...change }), replace: true });
  // The title of a chart says how it was drawn, which is not what this page is about.
  const name = from?.view === "number" ? titleOf(from, meaning) : nameOf(meaning);

  const narrowed = narrowingOf(from, search);
  const query: Omit<QueryInput, "period" | "compare" | "timezone"> = { metrics: [refOf], ...narrowed };
  const tile = (view: MetricTile["view"], change: Partial<MetricTile["query"]>, title: string): MetricTile => ({
    id: view,
    title,
    view,
    width: 4,
    query: { ...query, breakdowns: [], interval, ...change },
  });
  const byGroup = tile(
    "breakdown",
    { breakdowns: [by] },
    t("overview.groupsOf", { name, field: names.fieldInline(by) }),
  );
  return (
    <>
      <PageHeader
        title={name}
        parent={{ label: t("nav.overview"), to: "/" }}
        answers={meaning.definition.description}
        actions={
          <>
            {meaning.definition.variants.length > 1 ? (
              <Select
                label={t("overview.variant")}
                className="min-w-44"
                value={meaning.variant?.name ?? null}
                options={meaning.definition.variants.map((each) => ({ value: each.name, label: each.title }))}
                onChange={(variant) => set({ variant })}
              />
            ) : null}
            <SaveMetric query={{ ...query, interval }} />
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Narrowed
          from={from}
          refOf={refOf}
          search={search}
          onWiden={() => set({ tile: undefined, saved: undefined, of: undefined, is: undefined })}
        />
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)] [&>*]:grid [&>*]:min-w-0">
          <div>
            <TileView tile={tile("number", {}, name)} definitions={definitions} />
          </div>
          <DefinitionCard meaning={meaning} />
        </div>
        <TileView
          tile={tile("trend", {}, t("overview.overTimeOf", { name }))}
          definitions={definitions}
          controls={
            intervals.length > 1 ? (
              <Segmented<Interval>
                label={t("overview.interval")}
                value={interval}
                onChange={(next) => set({ interval: next })}
                options={intervals.map((value) => ({ value, label: t(`overview.intervals.${value}`) }))}
              />
            ) : null
          }
        />
        <TileView
          key={by}
          tile={byGroup}
          definitions={definitions}
          onGroup={(key) => {
            const is = narrowTo(by, key);
            if (is !== undefined) set({ of: by, is });
          }}
          controls={
            <div className="w-44">
              <FieldPicker
                withSegments
                explaining={
                  meaning.definition.testable
                    ? { metric: refOf, ...narrowed, filter: among(narrowed.filter), period, timezone }
                    : undefined
                }
                label={t("overview.by")}
                value={by}
                onChange={(next) => set({ by: next ?? undefined })}
              />
            </div>
          }
        />
        {meaning.definition.testable ? (
          <ConsistencyNote query={{ metric: refOf, by, ...narrowed }} meaning={meaning} />
        ) : null}
        <ChangesTable tile={byGroup} meaning={meaning} />
      </div>
    </>
  );
}

/** The metric's name; where another than its usual variant is meant, the variant's. */
function nameOf({ definition, variant }: Meaning): string {
  return variant && variant !== definition.variants[0] ? variant.title : definition.name;
}

/** A group of a breakdown as a condition; a touchpoint is asked for in another way. */
function groupAsked(of: string | undefined, is: string | undefined): Condition | undefined {
  if (of === undefined || is === undefined || of === "touchpoint_rule") return undefined;
  // Those who belong to no account are told apart, but no condition asks for them.
  if (of === "group_id") return is === "" ? undefined : { group: is };
  const segment = segmentOfBreakdown(of);
  if (segment !== undefined) return is === "" ? { not: { segment } } : { segment };
  const field = fieldOfBreakdown(of);
  return is === "" ? { field, op: "not_exists" } : { field, op: "eq", value: is };
}

/** The filter of the tile it was opened from, and the group that was chosen here. */
function narrowingOf(
  from: MetricTile | undefined,
  { of, is }: MetricSearch,
): Pick<QueryInput, "filter" | "touchpointId"> {
  const chosen = groupAsked(of, is);
  const filter = joined(from?.query.filter, chosen);
  const touchpointId = (of === "touchpoint_rule" && is) || from?.query.touchpointId;
  return {
    ...(filter ? { filter } : {}),
    ...(touchpointId ? { touchpointId } : {}),
  };
}

interface NarrowedProps {
  from: MetricTile | undefined;
  refOf: MetricRef;
  search: MetricSearch;
  onWiden: () => void;
}

/** What narrows the number, said in words, with the way to the whole. */
function Narrowed({ from, refOf, search, onWiden }: NarrowedProps) {
  const { t } = useTranslation();
  const words = useNarrowingWords({ ...narrowingOf(from, search), metrics: [refOf] });
  if (words === "") return null;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-sunken px-4 py-2 text-sm">
      <span className="min-w-0 flex-1">{t("overview.narrowed", { words })}</span>
      <Button size="sm" icon={<FilterX className="size-3.5" aria-hidden />} onClick={onWiden}>
        {t("overview.widen")}
      </Button>
    </div>
  );
}
