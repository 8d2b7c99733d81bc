import type { UseQueryResult } from "@tanstack/react-query";
import { useId } from "react";
import type { ConformanceAnswer } from "../../../contracts/understand/conformance.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import type { View } from "../../view/view.ts";
import { stepsOf } from "../document/document.ts";
import { DeviationList, type DeviationRow } from "./deviation-list.tsx";
import { useMap } from "./map-model.ts";
import { ObservedSatisfaction } from "./observed-satisfaction.tsx";

interface ObservedPanelProps {
  conformance: UseQueryResult<ConformanceAnswer>;
  view: View;
}

/** What people really did, against the steps of the map: who kept to them, and what the others did instead. */
export function ObservedPanel({ conformance, view }: ObservedPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = conformance;
  return (
    <Card
      className="mt-6"
      title={t("journey.observed.title")}
      description={t("journey.observed.help", { period: format.range(view.days.from, view.days.to) })}
      stale={conformance.isPlaceholderData}
    >
      {conformance.isError ? (
        <ErrorState
          error={conformance.error}
          title={t("journey.observed.failed")}
          kept={t("journey.observed.kept")}
          onRetry={() => void conformance.refetch()}
        />
      ) : !data ? (
        <SkeletonRows rows={5} />
      ) : data.people === 0 ? (
        <p className="text-muted text-sm">{t("journey.observed.nobody")}</p>
      ) : (
        <Found answer={data} />
      )}
    </Card>
  );
}

function Found({ answer }: { answer: ConformanceAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { document } = useMap();
  const { people, asDesigned } = answer;
  const names = new Map(stepsOf(document).map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "";
  const ofSteps = (what: "skipped" | "repeated"): DeviationRow[] =>
    answer.steps
      .flatMap(({ step, [what]: found }) =>
        found && found.people > 0 ? [{ key: step, label: nameOf(step), ...found }] : [],
      )
      .sort((a, b) => b.people - a.people);
  const reversed = answer.reversed.map(({ from, to, ...found }) => ({
    key: `${from} ${to}`,
    label: t("journey.observed.way", { from: nameOf(from), to: nameOf(to) }),
    ...found,
  }));
  const unexpected = answer.unexpected.items.map(({ name, ...found }) => ({ key: name, label: name, ...found }));
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-6 md:grid-cols-3">
        <section>
          <h3 className="font-medium text-muted text-sm">{t("journey.observed.asDesigned")}</h3>
          <p className="figures mt-1 font-semibold text-xl">{format.percent(asDesigned / people)}</p>
          <p className="mt-1 text-muted text-sm">
            {t("journey.observed.asDesignedOf", { n: format.count(asDesigned), total: format.count(people) })}
          </p>
        </section>
        <Fitness fitness={answer.fitness} people={people} />
        <ObservedSatisfaction satisfaction={answer.satisfaction} />
      </div>
      <div className="grid gap-x-8 gap-y-6 border-line border-t pt-5 md:grid-cols-2">
        <DeviationList
          title={t("journey.observed.skipped")}
          help={t("journey.observed.skippedHelp")}
          rows={ofSteps("skipped")}
          people={people}
        />
        <DeviationList
          title={t("journey.observed.repeated")}
          help={t("journey.observed.repeatedHelp")}
          rows={ofSteps("repeated")}
          people={people}
        />
        <DeviationList
          title={t("journey.observed.reversed")}
          help={t("journey.observed.reversedHelp")}
          rows={reversed}
          people={people}
        />
        <DeviationList
          title={t("journey.observed.unexpected")}
          help={t(`journey.observed.unexpected_${answer.unexpected.by}`)}
          rows={unexpected}
          people={people}
        />
      </div>
    </div>
  );
}

/** The mean, and under it how people are spread from nothing kept to everything kept. */
function Fitness({ fitness, people }: { fitness: ConformanceAnswer["fitness"]; people: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useId();
  const most = Math.max(1, ...fitness.distribution.map((part) => part.people));
  return (
    <section>
      <h3 id={heading} className="font-medium text-muted text-sm">
        {t("journey.observed.fitness")}
      </h3>
      <p className="figures mt-1 font-semibold text-xl">{fitness.mean === null ? "–" : format.percent(fitness.mean)}</p>
      <ul aria-labelledby={heading} className="mt-2 flex flex-col gap-1">
        {fitness.distribution.map((part) => (
          <li key={part.from} className="grid grid-cols-[5.5rem_1fr_5rem] items-center gap-2 text-xs">
            <span className="figures text-muted">
              {t("journey.observed.part", { from: format.percent(part.from), to: format.percent(part.to) })}
            </span>
            <span aria-hidden className="h-1.5 rounded-full bg-hover">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(part.people / most) * 100}%` }}
              />
            </span>
            <span className="figures text-end text-faint">
              {t("journey.observed.peopleShare", {
                n: format.count(part.people),
                share: format.percent(part.people / people),
              })}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-faint text-xs">{t("journey.observed.fitnessHelp")}</p>
    </section>
  );
}
