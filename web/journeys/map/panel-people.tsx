import { useState } from "react";
import type { StepNumbers } from "../../../contracts/understand/journeys.ts";
import { useTranslation } from "../../i18n/words.ts";
import { PeopleList } from "../../people/people.ts";
import { request } from "../../session/api.ts";
import { Segmented } from "../../ui/segmented.tsx";
import type { View } from "../../view/view.ts";

interface PanelPeopleProps {
  journeyId: string;
  stepId: string;
  numbers: StepNumbers;
  view: View;
}

type Which = "people" | "passed" | "droppedOff";

/** The people behind a step's number: all of them, those who came in order, those who were lost on the way. */
export function PanelPeople({ journeyId, stepId, numbers, view }: PanelPeopleProps) {
  const { t } = useTranslation();
  const [which, setWhich] = useState<Which>("people");
  const { period, timezone } = view.query;
  const { segment } = view.search;
  const choices: Which[] = ["people", ...(numbers.passed === null ? [] : ["passed" as const])];
  if (numbers.droppedOff !== null) choices.push("droppedOff");
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-base">{t("journey.people")}</h3>
        <Segmented
          label={t("journey.whichPeople")}
          value={which}
          onChange={setWhich}
          options={choices.map((value) => ({ value, label: t(`journey.which_${value}`) }))}
        />
      </div>
      <PeopleList
        queryKey={["step-people", journeyId, stepId, which, period, timezone, segment]}
        of={{ journey: { id: journeyId, step: stepId, which, period, timezone, segment } }}
        ask={(page, signal) =>
          request("POST /api/v1/journeys/:id/steps/:step/people", {
            params: { id: journeyId, step: stepId },
            body: { which, period, timezone, segment, ...page },
            signal,
          })
        }
        limit={20}
        skeletonRows={4}
      />
    </section>
  );
}
