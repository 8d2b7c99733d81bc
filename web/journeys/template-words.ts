import type { JourneyFile } from "../../contracts/understand/journeys.ts";
import { useTranslation } from "../i18n/words.ts";

interface Template {
  id: string;
  name: string;
  description: string;
  file: JourneyFile;
}

/**
 * A template in the reader's language, so that the journey made of it is written in it too. Templates come in English; what
 * has no other words stays as it came.
 */
export function useTemplateWords(): (template: Template) => Template {
  const { wordOr } = useTranslation();
  return (template) => {
    const word = (path: string, english: string) => wordOr(`template.${template.id}.${path}`, english);
    const { journey, touchpoints } = template.file;
    const stepOf = new Map(
      journey.phases.flatMap((phase) => phase.steps.map((step) => [step.touchpointId ?? "", step.id] as const)),
    );
    const name = word("name", template.name);
    const description = word("description", template.description);
    return {
      id: template.id,
      name,
      description,
      file: {
        ...template.file,
        journey: {
          ...journey,
          name,
          description,
          phases: journey.phases.map((phase) => ({
            ...phase,
            name: word(`phases.${phase.id}`, phase.name),
            steps: phase.steps.map((step) => ({ ...step, name: word(`steps.${step.id}.name`, step.name) })),
          })),
          cells: journey.cells.map((cell) =>
            cell.text === undefined ? cell : { ...cell, text: word(`steps.${cell.step}.${cell.lane}`, cell.text) },
          ),
        },
        touchpoints: touchpoints.map((touchpoint) => {
          const step = stepOf.get(touchpoint.id);
          if (!step) return touchpoint;
          return {
            ...touchpoint,
            name: word(`steps.${step}.touchpoint`, touchpoint.name),
            description: word(`steps.${step}.about`, touchpoint.description),
          };
        }),
      },
    };
  };
}
