import type { DiscoveryAnswer } from "../../../contracts/understand/discovery.ts";
import type { JourneyFile } from "../../../contracts/understand/journeys.ts";
import { maximumPhases } from "../document/document.ts";

export type Discovered = DiscoveryAnswer["steps"][number];

/** What of the discovered steps is taken into the map, under which names, and where phases begin. */
export interface Choice {
  taken: ReadonlySet<string>;
  /** By id of the step; what is not here keeps its name. */
  names: ReadonlyMap<string, string>;
  /** Names of phases by the id of the step before which they begin. */
  phases: ReadonlyMap<string, string>;
}

export interface ChosenPhase {
  /** Id of the step with which it begins. */
  begin: string;
  name: string;
  steps: Discovered[];
}

/** What the server proposes. */
export function proposedChoice({ steps, file }: DiscoveryAnswer): Choice {
  const begins = steps.filter(({ phase }, index) => index === 0 || phase !== steps[index - 1]?.phase);
  return {
    taken: new Set(steps.filter(({ isProposed }) => isProposed).map(({ id }) => id)),
    names: new Map(
      [...(file?.touchpoints ?? []), ...(file?.journey.phases ?? []).flatMap((phase) => phase.steps)].map(
        ({ id, name }) => [id, name],
      ),
    ),
    phases: new Map(begins.map(({ id, phase }) => [id, file?.journey.phases[phase]?.name ?? ""])),
  };
}

export function take(choice: Choice, ids: readonly string[], isTaken: boolean): Choice {
  const taken = new Set(choice.taken);
  for (const id of ids) {
    if (isTaken) taken.add(id);
    else taken.delete(id);
  }
  return { ...choice, taken };
}

export function renameDiscovered(choice: Choice, id: string, name: string): Choice {
  return { ...choice, names: new Map(choice.names).set(id, name) };
}

export function namePhase(choice: Choice, begin: string, name: string): Choice {
  return { ...choice, phases: new Map(choice.phases).set(begin, name) };
}

export function canPart(choice: Choice): boolean {
  return choice.phases.size < maximumPhases;
}

/** Lets the steps of a phase go over to the phase before it. */
export function joinPhase(choice: Choice, begin: string): Choice {
  const phases = new Map(choice.phases);
  phases.delete(begin);
  return { ...choice, phases };
}

/** All steps in their phases, the untaken ones too. */
export function chosenPhases(steps: readonly Discovered[], choice: Choice): ChosenPhase[] {
  const phases: ChosenPhase[] = [];
  for (const step of steps) {
    const name = choice.phases.get(step.id);
    const last = phases.at(-1);
    if (name !== undefined || !last) phases.push({ begin: step.id, name: name ?? "", steps: [step] });
    else last.steps.push(step);
  }
  return phases;
}

export function chosenName(step: Discovered, choice: Choice): string {
  return choice.names.get(step.id) ?? step.name;
}

/** The journey file that the import takes. A phase without a taken step is left out. */
export function chosenFile(file: JourneyFile, steps: readonly Discovered[], choice: Choice, name: string): JourneyFile {
  const phases = chosenPhases(steps, choice).flatMap((phase) => {
    const taken = phase.steps.filter(({ id }) => choice.taken.has(id));
    return taken.length > 0 ? [{ ...phase, steps: taken }] : [];
  });
  return {
    ...file,
    journey: {
      ...file.journey,
      name,
      phases: phases.map((phase, index) => ({
        id: `p${index + 1}`,
        name: phase.name,
        steps: phase.steps.map((step) => ({ id: step.id, name: chosenName(step, choice), touchpointId: step.id })),
      })),
    },
    touchpoints: file.touchpoints.filter(({ id }) => choice.taken.has(id)),
  };
}
