import { type ReactNode, useId, useMemo, useState } from "react";
import type { ProcessAnswer } from "../../../contracts/understand/process.ts";
import { ChartFrame } from "../../charts/chart-frame.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { PeopleCount } from "../query/people-count.tsx";
import { FlowDrawing } from "./flow-drawing.tsx";
import { pickFlow } from "./pick-flow.ts";
import type { OpenProcessPeople } from "./process.tsx";

export type FlowMeasure = "count" | "time";

const usualActivities = 10;
const usualShare = 30;

interface ProcessGraphProps {
  answer: ProcessAnswer;
  actions: ReactNode;
  onPeople: OpenProcessPeople;
}

/** What directly follows what: how often, or how long it takes; from the frequent to the rare. */
export function ProcessGraph({ answer, actions, onPeople }: ProcessGraphProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [measure, setMeasure] = useState<FlowMeasure>("count");
  const [wanted, setWanted] = useState(usualActivities);
  const [share, setShare] = useState(usualShare);
  const most = answer.activities.length;
  const activities = Math.min(wanted, most);
  const picked = useMemo(() => pickFlow(answer, activities, share / 100), [answer, activities, share]);
  const seconds = (value: number | null) => (value === null ? "–" : format.duration(value));
  const slow = answer.edges
    .filter(({ shareOfTime }) => shareOfTime > 0)
    .toSorted((a, b) => b.shareOfTime - a.shareOfTime)
    .slice(0, 3);
  return (
    <ChartFrame
      title={t("explore.process.graph")}
      description={t(answer.truncated ? "explore.process.graphCut" : "explore.process.graphHelp")}
      actions={
        <>
          {actions}
          <Segmented
            label={t("explore.process.measure")}
            value={measure}
            onChange={setMeasure}
            options={(["count", "time"] as const).map((value) => ({
              value,
              label: t(`explore.process.measure_${value}`),
            }))}
          />
        </>
      }
      table={{
        headers: [
          t("explore.process.edge"),
          t("explore.process.count"),
          t("explore.process.figure_traces"),
          t("explore.median"),
          t("explore.p90"),
          t("explore.process.shareOfTime"),
        ],
        rows: answer.edges.map((edge) => ({
          key: JSON.stringify([edge.from, edge.to]),
          cells: [
            t("explore.paths.bandTitle", { from: edge.from, to: edge.to }),
            format.count(edge.count),
            <PeopleCount
              key="traces"
              people={edge.traces}
              label={t("explore.paths.bandTitle", { from: edge.from, to: edge.to })}
              onOpen={() => onPeople({ from: edge.from, to: edge.to })}
            />,
            seconds(edge.elapsed.median),
            seconds(edge.elapsed.p90),
            format.percent(edge.shareOfTime, 1),
          ],
        })),
      }}
    >
      <div className="mb-3 flex flex-wrap gap-x-8 gap-y-2">
        <Slider
          label={t("explore.process.activities")}
          words={t("explore.process.ofAll", { shown: activities, total: most })}
          value={activities}
          least={Math.min(2, most)}
          most={most}
          onChange={setWanted}
        />
        <Slider
          label={t("explore.process.connections")}
          words={format.percent(share / 100)}
          value={share}
          least={0}
          most={100}
          onChange={setShare}
        />
      </div>
      <FlowDrawing picked={picked} measure={measure} label={t("explore.process.graph")} onPeople={onPeople} />
      {slow.length > 0 ? (
        <section className="mt-4 border-line border-t pt-3">
          <h3 className="font-medium text-sm">{t("explore.process.bottlenecks")}</h3>
          <ul className="mt-1 text-muted text-sm">
            {slow.map((edge) => (
              <li key={JSON.stringify([edge.from, edge.to])} className="figures py-0.5">
                {t("explore.process.bottleneck", {
                  from: edge.from,
                  to: edge.to,
                  share: format.percent(edge.shareOfTime, 1),
                  median: seconds(edge.elapsed.median),
                })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </ChartFrame>
  );
}

interface SliderProps {
  label: string;
  words: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}

function Slider({ label, words, value, least, most, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 items-center gap-3 text-sm">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        value={value}
        aria-valuetext={words}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-6 w-36 min-w-0 accent-accent-text"
      />
      <span className="figures min-w-16 text-faint text-xs">{words}</span>
    </div>
  );
}
