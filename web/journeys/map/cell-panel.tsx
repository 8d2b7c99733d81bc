import { ChevronLeft, ChevronRight } from "lucide-react";
import type { StepNumbers } from "../../../contracts/understand/journeys.ts";
import { stepKindOf } from "../../../contracts/words/step-kinds.ts";
import { changeOf, marginWords, sampleWords } from "../../charts/measure-words.ts";
import { useTranslation } from "../../i18n/words.ts";
import { gapOf } from "../../metrics/expectation-gap.ts";
import { MetricBreakdown, MetricTrend } from "../../metrics/metric-charts.tsx";
import { Quotes } from "../../metrics/quotes.tsx";
import { metricOnScale } from "../../metrics/score-metrics.ts";
import { useSession } from "../../session/session.ts";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";
import { SidePanel } from "../../ui/side-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { View } from "../../view/view.ts";
import { cellOf, type Lane, type Step, stepsOf } from "../document/document.ts";
import { AssumptionMark } from "./assumption-mark.tsx";
import { lossShare, metShare } from "./findings.ts";
import { isScoreKind, laneShapes } from "./lane-kinds.ts";
import { useLaneName } from "./lane-label.tsx";
import { scoreWords, signed } from "./lane-scores.tsx";
import { useMap } from "./map-model.ts";
import { PanelPeople } from "./panel-people.tsx";

interface CellPanelProps {
  journeyId: string;
  step: Step;
  lane: Lane;
  view: View;
  by: string;
  onBy: (field: string) => void;
  onGo: (step: Step) => void;
  onClose: () => void;
}

/** Everything behind one cell of the map: the number, its trend, how it splits, what was said and who it was. */
export function CellPanel({ journeyId, step, lane, view, by, onBy, onGo, onClose }: CellPanelProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const { document, numbers, touchpoints } = useMap();
  const laneName = useLaneName()(lane);
  const of = numbers.get(step.id);
  // Lanes of words show how many people were there.
  const metric = isScoreKind(lane.kind) ? metricOnScale(lane.kind, of) : laneShapes[lane.kind].metric;
  const steps = stepsOf(document);
  const index = steps.findIndex(({ id }) => id === step.id);
  const touchpoint = step.touchpointId ? touchpoints.get(step.touchpointId) : undefined;
  const shown = { metric, unit: laneShapes[lane.kind].unit ?? "count", touchpointId: step.touchpointId, view } as const;
  const typed = cellOf(document, step.id, lane.id);

  return (
    <SidePanel
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
      title={t("journey.cellName", { step: step.name, lane: laneName })}
      description={touchpoint ? t("journey.boundTo", { touchpoint: touchpoint.name }) : t("journey.unboundLong")}
      footer={
        <>
          <span className="me-auto self-center text-faint text-xs">
            {t("journey.stepOf", { place: index + 1, count: steps.length })}
          </span>
          <Neighbour step={steps[index - 1]} label={t("journey.previousStep")} icon="left" onGo={onGo} />
          <Neighbour step={steps[index + 1]} label={t("journey.nextStep")} icon="right" onGo={onGo} />
        </>
      }
    >
      <div className="flex flex-col gap-6">
        <Headline lane={lane} step={step} numbers={of} />
        {typed?.text ? (
          <section>
            <h3 className="mb-1 flex items-center gap-1.5 font-medium text-muted text-sm">
              {t("journey.typed")} <AssumptionMark />
            </h3>
            <p className="whitespace-pre-line">{typed.text}</p>
          </section>
        ) : null}
        {metric && step.touchpointId ? (
          <>
            <MetricTrend title={laneName} {...shown} metric={metric} touchpointId={step.touchpointId} />
            <MetricBreakdown
              title={laneName}
              {...shown}
              metric={metric}
              touchpointId={step.touchpointId}
              by={by}
              onBy={onBy}
            />
          </>
        ) : null}
        {of && of.quotes.length > 0 ? (
          <section>
            <h3 className="mb-2 font-medium text-base">{t("metrics.said")}</h3>
            <Quotes quotes={of.quotes} />
          </section>
        ) : null}
        {can("contacts:read") && of && of.people !== null ? (
          <PanelPeople key={step.id} journeyId={journeyId} stepId={step.id} numbers={of} view={view} />
        ) : null}
      </div>
    </SidePanel>
  );
}

interface NeighbourProps {
  step: Step | undefined;
  label: string;
  icon: "left" | "right";
  onGo: (step: Step) => void;
}

function Neighbour({ step, label, icon, onGo }: NeighbourProps) {
  const Icon = icon === "left" ? ChevronLeft : ChevronRight;
  return (
    <IconButton
      variant="secondary"
      label={step ? `${label}: ${step.name}` : label}
      disabled={!step}
      icon={<Icon className="size-4 rtl:rotate-180" aria-hidden />}
      onClick={() => step && onGo(step)}
    />
  );
}

const tones = { positive: "text-positive", negative: "text-negative", neutral: "text-muted" };

function Headline({ lane, step, numbers }: { lane: Lane; step: Step; numbers: StepNumbers | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { document, definitions, isWaiting } = useMap();
  const typed = cellOf(document, step.id, lane.id)?.number;
  const unit = laneShapes[lane.kind].unit ?? "count";
  const bound = isScoreKind(lane.kind) ? numbers?.[lane.kind] : undefined;
  const gap =
    lane.kind === "expectation" || lane.kind === "satisfaction" ? gapOf(numbers, expectationOf(document, step)) : null;
  const notes: string[] = [];
  let value = "";
  let isTyped = false;

  if (bound && (bound.result.value !== null || bound.result.hidden)) {
    value = bound.result.hidden ? "–" : scoreWords(bound.result.value ?? 0, unit, format);
    notes.push(
      [
        unit === "score" ? t("metrics.onScale", { low: bound.scale[0], high: bound.scale[1] }) : "",
        marginWords(bound.result, unit, format),
        sampleWords(bound.result, definitions.get(bound.definition)?.minimumN ?? 5, format, t),
        bound.definition,
      ]
        .filter(Boolean)
        .join(" · "),
    );
    if (bound.leftOut > 0) notes.push(t("metrics.leftOut", { count: bound.leftOut, n: format.count(bound.leftOut) }));
  } else if ((lane.kind === "volume" || lane.kind === "channel") && numbers && numbers.people !== null) {
    value = format.count(numbers.people);
    const share = lossShare(numbers);
    if (numbers.passed !== null)
      notes.push(
        t("journey.passedWords", {
          n: format.count(numbers.passed),
          days: document.windowDays,
          count: document.windowDays,
        }),
      );
    if (share !== null)
      notes.push(t("journey.lostWords", { n: format.count(numbers.droppedOff ?? 0), share: format.percent(share) }));
    const kind = stepKindOf(step);
    const met = metShare(numbers);
    if (kind !== "forward" && met !== null)
      notes.push(t(`journey.met_${kind}`, { n: format.count(numbers.passed ?? 0), share: format.percent(met) }));
  } else if (typed !== undefined) {
    value = format.metric(typed, unit);
    isTyped = true;
  }
  const change = bound?.comparison && !bound.result.hidden ? changeOf(bound.comparison, unit, format, t) : null;
  if (value === "" && isWaiting && step.touchpointId && !numbers) return <Skeleton className="h-14 w-56" />;
  if (value === "" && laneShapes[lane.kind].typed === "text") return null;
  return (
    <section>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span
          className={cx("figures font-semibold text-2xl tracking-tight", (value === "" || isTyped) && "text-muted")}
        >
          {value || "–"}
        </span>
        {isTyped ? <AssumptionMark /> : null}
        {change ? (
          <span className={cx("text-sm", tones[change.tone])}>
            <span aria-hidden>{change.arrow} </span>
            {change.words}
          </span>
        ) : null}
      </p>
      {value === "" ? (
        <p className="mt-1 text-muted text-sm">
          {t(step.touchpointId ? "journey.nobodyAsked" : "journey.bindToMeasure")}
        </p>
      ) : null}
      {isTyped ? <p className="mt-1 text-muted text-sm">{t("journey.typedLong")}</p> : null}
      {notes.map((note) => (
        <p key={note} className="figures mt-1 text-faint text-xs">
          {note}
        </p>
      ))}
      {gap ? (
        <p
          className={cx(
            "mt-1 text-sm",
            gap.verdict === "below" ? "text-negative" : gap.verdict === "above" ? "text-positive" : "text-muted",
          )}
        >
          {t("metrics.gapOf", { gap: signed(gap.value, format) })}: {t(`metrics.gap_${gap.verdict}`)}
        </p>
      ) : null}
    </section>
  );
}

function expectationOf(document: Parameters<typeof cellOf>[0], step: Step): number | undefined {
  const lane = document.lanes.find(({ kind }) => kind === "expectation");
  return lane ? cellOf(document, step.id, lane.id)?.number : undefined;
}
