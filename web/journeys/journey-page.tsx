import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Journey } from "../../contracts/understand/journeys.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { metricsQuery } from "../metrics/ask.ts";
import { recordQueries } from "../records/queries.ts";
import { RecordFailed } from "../records/record-failed.tsx";
import { RecordHead } from "../records/record-page.tsx";
import { RemovalDialog } from "../records/removal.tsx";
import { useSession } from "../session/session.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";
import { ConflictNotice } from "./document/conflict-notice.tsx";
import { columnsOf, stepsOf } from "./document/document.ts";
import { useDraft } from "./document/use-draft.ts";
import { useUndoKeys } from "./document/use-undo-keys.ts";
import { EmptyMap } from "./empty-map.tsx";
import { journeys } from "./journey-kind.ts";
import { AssumptionMark } from "./map/assumption-mark.tsx";
import { CellPanel } from "./map/cell-panel.tsx";
import { JourneyMap } from "./map/map.tsx";
import { MapDetails } from "./map/map-details.tsx";
import { MapFindings } from "./map/map-findings.tsx";
import { MapHeader } from "./map/map-header.tsx";
import { MapMarks } from "./map/map-marks.tsx";
import { MapContext, type MapModel } from "./map/map-model.ts";
import { cellKey, type MapSearch, readCellKey, readMapSearch } from "./map/map-search.ts";
import { ObservedPanel } from "./map/observed-panel.tsx";
import { PresentHead } from "./map/present-head.tsx";
import { conformanceQuery, numbersQuery } from "./queries.ts";

export function JourneyPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams({ strict: false });
  const isEditing = readMapSearch(useSearch({ strict: false })).edit === true;
  const journey = useQuery({
    ...journeys.one(id),
    refetchOnWindowFocus: true,
    // While two people may edit at once, what the other saved is looked for.
    refetchInterval: isEditing ? 15_000 : false,
  });
  if (journey.data) return <LoadedJourney key={id} journey={journey.data} />;
  if (journey.isError)
    return (
      <>
        <RecordHead of={journeys} title={t("journeys.many")} />
        <RecordFailed of={journeys} error={journey.error} onRetry={() => void journey.refetch()} />
      </>
    );
  return (
    <div role="status">
      <span className="sr-only">{t("ui.loading")}</span>
      <Skeleton className="h-6 w-56" />
      <Skeleton className="mt-3 h-4 w-80 max-w-full" />
      <Skeleton className="mt-8 h-120 w-full rounded-lg" />
    </div>
  );
}

function LoadedJourney({ journey }: { journey: Journey }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const view = useView();
  const navigate = useNavigate();
  const search = readMapSearch(useSearch({ strict: false }));
  const draft = useDraft(journey);
  const { document, edit } = draft;
  const isEditing = search.edit === true && can("journeys:edit");
  const [words, announce] = useState("");
  const [isDeleting, setDeleting] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  useUndoKeys(draft, isEditing);

  const hasBound = stepsOf(journey.document).some(({ touchpointId }) => touchpointId);
  const numbers = useQuery({
    ...numbersQuery(journey.id, journey.document, view),
    enabled: hasBound,
    placeholderData: (before) => before,
  });
  const isPresented = search.present === true && !isEditing;
  const isObserved = search.observed === true && !isEditing && hasBound;
  const conformance = useQuery({
    ...conformanceQuery(journey.id, journey.document, view),
    enabled: isObserved,
    placeholderData: (before) => before,
  });
  const definitions = useMetricWords(useQuery(metricsQuery).data);
  const touchpoints = useQuery(recordQueries("touchpoints").list());

  const map = useMemo(
    (): MapModel => ({
      document,
      columns: columnsOf(document),
      numbers: new Map(numbers.data?.steps.map((each) => [each.step, each])),
      isOld: numbers.isPlaceholderData || (isObserved && conformance.isPlaceholderData),
      isWaiting: hasBound && (numbers.isPending || numbers.isPlaceholderData),
      observed: isObserved
        ? {
            steps: new Map(conformance.data?.steps.map((each) => [each.step, each])),
            isWaiting: conformance.isPending || conformance.isPlaceholderData,
          }
        : null,
      definitions: new Map(
        definitions?.flatMap((each) => [
          [each.metric, each],
          [`${each.metric}@${each.version}`, each],
        ]),
      ),
      touchpoints: new Map(touchpoints.data?.items.map((each) => [each.id, each])),
      isEditing,
      edit,
      announce,
    }),
    [
      document,
      numbers.data,
      numbers.isPending,
      numbers.isPlaceholderData,
      hasBound,
      isObserved,
      conformance.data,
      conformance.isPending,
      conformance.isPlaceholderData,
      definitions,
      touchpoints.data,
      isEditing,
      edit,
    ],
  );

  function go(change: MapSearch, replace = false) {
    void navigate({
      to: "/journeys/$id",
      params: { id: journey.id },
      search: (before) => ({ ...before, ...change }),
      replace,
      resetScroll: false,
    });
  }

  const open = readCellKey(isEditing ? undefined : search.cell);
  const step = open ? stepsOf(document).find(({ id }) => id === open.step) : undefined;
  const lane = open ? document.lanes.find(({ id }) => id === open.lane) : undefined;
  const isEmpty = stepsOf(document).length === 0 && document.phases.length === 0;

  return (
    <MapContext value={map}>
      <div
        className="map-page"
        data-observed={isObserved && !isPresented ? "" : undefined}
        data-scrolled={isScrolled ? "" : undefined}
        data-present={isPresented ? "" : undefined}
      >
        {isPresented ? (
          <PresentHead name={document.name} onEnd={() => go({ present: undefined }, true)} />
        ) : (
          <MapHeader
            journey={journey}
            draft={draft}
            isEditing={isEditing}
            isObserved={isObserved}
            onObserve={hasBound ? (on) => go({ observed: on || undefined }) : undefined}
            onEdit={(on) => {
              if (!on) void draft.flush();
              go({ edit: on || undefined, cell: undefined });
            }}
            onDelete={() => setDeleting(true)}
            onPresent={() => go({ present: true })}
          />
        )}
        <p aria-live="polite" className="sr-only">
          {words}
        </p>
        {draft.save.kind === "conflict" ? <ConflictNotice theirs={draft.save.theirs} draft={draft} /> : null}
        {draft.save.kind === "failed" ? (
          <div className="mb-4">
            <ErrorState
              error={draft.save.error}
              title={t("journey.saveFailedLong")}
              kept={t("journey.changesKept")}
              onRetry={() => void draft.flush()}
            />
          </div>
        ) : null}
        {isEditing ? <MapDetails /> : null}
        {numbers.isError ? (
          <div className="mb-4">
            <ErrorState
              error={numbers.error}
              title={t("journey.numbersFailed")}
              kept={t("journey.mapKept")}
              onRetry={() => void numbers.refetch()}
            />
          </div>
        ) : null}
        {isEmpty ? (
          <EmptyMap journeyId={journey.id} draft={draft} onEdit={() => go({ edit: true })} />
        ) : (
          <>
            {isEditing || isPresented ? null : <Above name={document.name} onOpen={(cell) => go({ cell })} />}
            <JourneyMap
              hand={draft.hand}
              label={t("journey.mapOf", { name: document.name })}
              open={step && lane ? cellKey(step.id, lane.id) : undefined}
              onOpen={(cell) => go({ cell }, search.cell !== undefined)}
              onScrolled={setScrolled}
            />
            <Legend isEditing={isEditing} />
            {isObserved && !isPresented ? <ObservedPanel conformance={conformance} view={view} /> : null}
          </>
        )}
      </div>
      {step && lane ? (
        <CellPanel
          journeyId={journey.id}
          step={step}
          lane={lane}
          view={view}
          by={search.by ?? "channel"}
          onBy={(by) => go({ by }, true)}
          onGo={(next) => go({ cell: cellKey(next.id, lane.id) }, true)}
          onClose={() => go({ cell: undefined })}
        />
      ) : null}
      {isDeleting ? (
        <RemovalDialog
          of={journeys}
          id={journey.id}
          name={journey.document.name}
          onGone={() => navigate({ to: "/journeys" })}
          onClose={() => setDeleting(false)}
        />
      ) : null}
    </MapContext>
  );
}

function Above({ name, onOpen }: { name: string; onOpen: (cell: string) => void }) {
  return (
    <div className="map-beside">
      <MapMarks name={name} />
      <MapFindings onOpen={onOpen} />
    </div>
  );
}

function Legend({ isEditing }: { isEditing: boolean }) {
  const { t } = useTranslation();
  return (
    <p className="map-beside mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-faint text-xs">
      <span className="flex items-center gap-1.5">
        <AssumptionMark /> {t("journey.legendAssumption")}
      </span>
      <span>{t("journey.legendNoChange")}</span>
      <span>{t(isEditing ? "journey.hintEdit" : "journey.hintRead")}</span>
    </p>
  );
}
