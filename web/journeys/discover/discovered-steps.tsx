import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { DiscoveryAnswer } from "../../../contracts/understand/discovery.ts";
import type { JourneyFile } from "../../../contracts/understand/journeys.ts";
import { useTranslation } from "../../i18n/words.ts";
import { recordQueries } from "../../records/queries.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { useFormat } from "../../ui/format.ts";
import { catchFocus } from "../../ui/lost-focus.ts";
import { journeys } from "../journey-kind.ts";
import { makeMap } from "../make-map.ts";
import { useRowKeys } from "../map/use-row-keys.ts";
import {
  type Choice,
  canPart,
  chosenFile,
  chosenName,
  chosenPhases,
  joinPhase,
  namePhase,
  proposedChoice,
  renameDiscovered,
  take,
} from "./discovered-map.ts";
import { DiscoveredPhase } from "./discovered-phase.tsx";

interface DiscoveredStepsProps {
  answer: DiscoveryAnswer;
  file: JourneyFile;
  /** An empty journey that the map is made in; without one, a new journey. */
  into: string | undefined;
}

/** Which steps become the map, what they are called, and in which phases they stand. */
export function DiscoveredSteps({ answer, file, into }: DiscoveredStepsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const border = useId();
  const hint = useId();
  const rowKeys = useRowKeys<HTMLDivElement>();
  const [choice, setChoice] = useState(() => proposedChoice(answer));
  const phases = chosenPhases(answer.steps, choice);
  const most = Math.max(1, ...answer.steps.map(({ people }) => people));
  const borderId = (step: string) => `${border}-${step}`;
  /** The act is gone with what it moved; the one that takes it back stands in its place. */
  function move(step: string, change: (before: Choice) => Choice) {
    setChoice(change);
    catchFocus(() => document.getElementById(borderId(step)));
  }
  return (
    <>
      <Card
        title={t("discover.steps")}
        description={t(answer.truncated ? "discover.stepsCut" : "discover.stepsHelp", {
          people: format.count(answer.people),
          n: format.count(answer.steps.length),
        })}
        flush
      >
        <p id={hint} className="border-line border-t px-4 py-2 text-faint text-xs max-sm:hidden">
          {t("discover.keys")}
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: the rows are laid out freely, as no table can be */}
        <div role="grid" aria-label={t("discover.steps")} aria-describedby={hint} {...rowKeys}>
          {phases.map((phase, index) => (
            <DiscoveredPhase
              key={phase.begin}
              phase={phase}
              choice={choice}
              most={most}
              isFirst={index === 0}
              onName={(name) => setChoice((before) => namePhase(before, phase.begin, name))}
              borderId={borderId}
              onJoin={() => move(phase.begin, (before) => joinPhase(before, phase.begin))}
              onTake={(ids, isTaken) => setChoice((before) => take(before, ids, isTaken))}
              onRename={(id, name) => setChoice((before) => renameDiscovered(before, id, name))}
              onPart={
                canPart(choice)
                  ? (step) =>
                      move(step.id, (before) => namePhase(before, step.id, chosenName(step, before).slice(0, 80)))
                  : undefined
              }
            />
          ))}
        </div>
      </Card>
      {can("journeys:edit") ? (
        <MakeMap
          suggestion={file.journey.name}
          into={into}
          steps={choice.taken.size}
          phases={phases.filter(({ steps }) => steps.some(({ id }) => choice.taken.has(id))).length}
          known={answer.steps.filter(({ id, touchpoint }) => touchpoint && choice.taken.has(id)).length}
          fileCalled={(name) => chosenFile(file, answer.steps, choice, name)}
        />
      ) : (
        <p className="text-muted text-sm">{t("discover.viewer")}</p>
      )}
    </>
  );
}

interface MakeMapProps {
  suggestion: string;
  into: string | undefined;
  steps: number;
  phases: number;
  /** Steps whose touchpoint is there already. */
  known: number;
  fileCalled: (name: string) => JourneyFile;
}

function MakeMap({ suggestion, into, steps, phases, known, fileCalled }: MakeMapProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState(suggestion);
  const [isBusy, setBusy] = useState(false);
  const [wasSent, setSent] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const found = useQuery(journeys.list());
  const others = found.data?.items.filter((each) => each.boundSteps > 0 && each.id !== into).length ?? 0;
  const isNameless = into === undefined && name.trim() === "";

  async function make() {
    setSent(true);
    if (isNameless || steps === 0) return;
    setBusy(true);
    setProblem(null);
    try {
      const id = await makeMap(fileCalled(name.trim() || suggestion), into);
      void journeys.changed();
      void recordQueries("touchpoints").changed();
      await navigate({ to: "/journeys/$id", params: { id } });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <form
      className="bottom-3 z-1 flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-3 sm:sticky sm:shadow-float"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void make();
      }}
    >
      {problem ? <ErrorState error={problem} title={t("journeys.createFailed")} kept={t("discover.kept")} /> : null}
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {into === undefined ? (
          <Field
            label={t("journey.name")}
            className="min-w-0 flex-1 basis-60"
            error={wasSent && isNameless ? t("journey.nameMissing") : undefined}
          >
            <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
          </Field>
        ) : null}
        <p className="figures min-w-0 flex-1 basis-52 py-1.5 text-muted text-sm">
          {t("discover.summary", {
            steps: t("discover.stepCount", { count: steps }),
            phases: t("discover.phaseCount", { count: phases }),
          })}{" "}
          {t("discover.touchpoints", { known, fresh: steps - known })}
        </p>
        <Button variant="primary" type="submit" busy={isBusy}>
          {t("discover.make")}
        </Button>
      </div>
      {others > 0 && steps > known ? (
        <p className="text-faint text-xs">{t("discover.onOtherMaps", { count: others })}</p>
      ) : null}
      {wasSent && steps === 0 ? (
        <p role="alert" className="text-negative text-sm">
          {t("discover.noStep")}
        </p>
      ) : null}
    </form>
  );
}
