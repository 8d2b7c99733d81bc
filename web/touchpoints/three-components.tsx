import type { ReactNode } from "react";
import type { TouchpointNumbers } from "../../contracts/understand/touchpoint-numbers.ts";
import type { ScoreKind } from "../../contracts/words/score-metrics.ts";
import { nothingMeasured } from "../charts/measure-words.ts";
import { NumberTile } from "../charts/number-tile.tsx";
import { ScaleTrack } from "../charts/scale-track.tsx";
import { useTranslation } from "../i18n/words.ts";
import { useDefinition } from "../metrics/ask.ts";
import { useFormat } from "../ui/format.ts";
import { unitOf } from "./measures.ts";

/** How many were there, and how it was for them: whether it did the job, how easy it was, how it felt. */
export function ThreeComponents({ numbers }: { numbers: TouchpointNumbers }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-x-4 gap-y-6 sm:grid-cols-2 xl:grid-cols-4">
      <Component title={t("touchpoints.howMany")}>
        <Visitors numbers={numbers} />
      </Component>
      <Component title={t("touchpoints.functional")}>
        <ScoreTile of="satisfaction" numbers={numbers} />
        <ScoreTile of="expectation" numbers={numbers} />
      </Component>
      <Component title={t("touchpoints.accessible")}>
        <ScoreTile of="effort" numbers={numbers} />
      </Component>
      <Component title={t("touchpoints.emotional")}>
        <ScoreTile of="emotion" numbers={numbers} />
        <ScoreTile of="nps" numbers={numbers} />
      </Component>
    </div>
  );
}

function Component({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h2 className="font-semibold text-base">{title}</h2>
      {children}
    </section>
  );
}

function ScoreTile({ of, numbers }: { of: ScoreKind; numbers: TouchpointNumbers }) {
  const { t } = useTranslation();
  const format = useFormat();
  const bound = numbers[of];
  const definition = useDefinition(bound?.definition.split("@")[0]);
  const expected = of === "satisfaction" ? numbers.expectation : null;
  const isOnOneScale = bound && expected && expected.scale[1] === bound.scale[1] && !expected.result.hidden;
  const basis = bound && [
    unitOf(of) === "score"
      ? t("metrics.onScale", {
          low: format.metric(bound.scale[0], "score"),
          high: format.metric(bound.scale[1], "score"),
        })
      : "",
    bound.leftOut > 0 ? t("metrics.leftOut", { count: bound.leftOut, n: format.count(bound.leftOut) }) : "",
  ];
  return (
    <NumberTile
      title={t(`touchpoints.measure.${of}`)}
      unit={unitOf(of)}
      result={bound?.result ?? nothingMeasured}
      {...(definition ? { definition } : {})}
      {...(bound?.comparison ? { comparison: bound.comparison } : {})}
      {...(basis ? { basis: basis.filter(Boolean).join(" · ") } : {})}
    >
      {bound && bound.result.value !== null && !bound.result.hidden ? (
        <ScaleTrack
          scale={bound.scale}
          result={bound.result}
          expected={isOnOneScale ? (expected.result.value ?? undefined) : undefined}
        />
      ) : null}
    </NumberTile>
  );
}

/** As many channels as leave the tile as high as its neighbours. */
const MOST_CHANNELS = 6;

function Visitors({ numbers: { people, channels } }: { numbers: TouchpointNumbers }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = channels.slice(0, MOST_CHANNELS);
  return (
    <article className="flex grow flex-col rounded-lg border border-line bg-surface p-4">
      <h3 className="font-medium text-muted text-sm">{t("touchpoints.measure.people")}</h3>
      <p className="figures mt-1.5 font-semibold text-2xl tracking-tight">{format.count(people)}</p>
      <ul className="mt-3 flex flex-col gap-2">
        {shown.map(({ channel, people: there }) => (
          <li key={channel} className="text-sm">
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate">{channel || t("metrics.noChannel")}</span>
              <span className="figures shrink-0 text-muted">{format.count(there)}</span>
            </span>
            <span aria-hidden className="mt-1 block h-1 rounded-full bg-hover">
              <span
                className="block h-full rounded-full bg-series-1"
                style={{ width: `${(there / Math.max(1, people)) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
      {channels.length > 1 ? <p className="mt-3 text-faint text-xs">{t("touchpoints.channelsOverlap")}</p> : null}
    </article>
  );
}
