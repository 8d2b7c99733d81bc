import type { JourneyDocument, LaneKind } from "../../../contracts/understand/journeys.ts";
import type { StepKind } from "../../../contracts/words/step-kinds.ts";

export type Phase = JourneyDocument["phases"][number];
export type Step = Phase["steps"][number];
export type Lane = JourneyDocument["lanes"][number];
export type Cell = JourneyDocument["cells"][number];

/** One column of the map: a step, or the empty place of a phase without steps. */
export interface MapColumn {
  phase: Phase;
  step: Step | null;
}

export const maximumSteps = 60;
export const maximumPhases = 20;
export const maximumLanes = 30;
const maximumStepsOfPhase = 30;

export function columnsOf(document: JourneyDocument): MapColumn[] {
  return document.phases.flatMap((phase): MapColumn[] =>
    phase.steps.length === 0 ? [{ phase, step: null }] : phase.steps.map((step) => ({ phase, step })),
  );
}

export function stepsOf(document: JourneyDocument): Step[] {
  return document.phases.flatMap((phase) => phase.steps);
}

export function cellOf(document: JourneyDocument, stepId: string, laneId: string): Cell | undefined {
  return document.cells.find((cell) => cell.step === stepId && cell.lane === laneId);
}

/** Short enough to read in a file, long enough not to meet another. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => (byte % 36).toString(36)).join("");
}

export function addPhase(document: JourneyDocument, index: number, name: string): JourneyDocument {
  if (document.phases.length >= maximumPhases) return document;
  return { ...document, phases: inserted(document.phases, index, { id: newId(), name, steps: [] }) };
}

export function renamePhase(document: JourneyDocument, id: string, name: string): JourneyDocument {
  return changePhase(document, id, (phase) => ({ ...phase, name }));
}

/** Takes its steps and what was typed for them along. */
export function removePhase(document: JourneyDocument, id: string): JourneyDocument {
  return withoutStrayCells({ ...document, phases: document.phases.filter((phase) => phase.id !== id) });
}

export function movePhase(document: JourneyDocument, id: string, to: number): JourneyDocument {
  return { ...document, phases: moved(document.phases, id, to) };
}

export function canAddStep(document: JourneyDocument, phase: Phase): boolean {
  return stepsOf(document).length < maximumSteps && phase.steps.length < maximumStepsOfPhase;
}

export function addStep(document: JourneyDocument, phaseId: string, index: number, name: string): JourneyDocument {
  return changePhase(document, phaseId, (phase) =>
    canAddStep(document, phase)
      ? { ...phase, steps: inserted(phase.steps, index, { id: newId(), name, touchpointId: null }) }
      : phase,
  );
}

export function renameStep(document: JourneyDocument, id: string, name: string): JourneyDocument {
  return changeStep(document, id, (step) => ({ ...step, name }));
}

export function bindStep(document: JourneyDocument, id: string, touchpointId: string | null): JourneyDocument {
  return changeStep(document, id, (step) => ({ ...step, touchpointId }));
}

export function setStepKind(document: JourneyDocument, id: string, kind: StepKind): JourneyDocument {
  return changeStep(document, id, (step) => ({ ...step, kind }));
}

export function removeStep(document: JourneyDocument, id: string): JourneyDocument {
  const phases = document.phases.map((phase) => ({ ...phase, steps: phase.steps.filter((step) => step.id !== id) }));
  return withoutStrayCells({ ...document, phases });
}

/** Puts a step before place `at` of a phase, counted as the phase stands now. */
export function moveStep(document: JourneyDocument, id: string, phaseId: string, index: number): JourneyDocument {
  const from = placeOf(document, id);
  const target = document.phases.find((phase) => phase.id === phaseId);
  if (!from || !target) return document;
  if (from.phase.id !== phaseId && target.steps.length >= maximumStepsOfPhase) return document;
  const goal = from.phase.id === phaseId && from.index < index ? index - 1 : index;
  const phases = document.phases.map((phase) => {
    const rest = phase.steps.filter((step) => step.id !== id);
    return { ...phase, steps: phase.id === phaseId ? inserted(rest, goal, from.step) : rest };
  });
  return { ...document, phases };
}

/** One place to the left or right; at the edge of its phase it goes over into the next one. */
export function shiftStep(document: JourneyDocument, id: string, by: -1 | 1): JourneyDocument {
  const from = placeOf(document, id);
  if (!from) return document;
  const within = from.index + by;
  if (within >= 0 && within < from.phase.steps.length)
    return moveStep(document, id, from.phase.id, by === 1 ? from.index + 2 : from.index - 1);
  const next = document.phases[document.phases.indexOf(from.phase) + by];
  return next ? moveStep(document, id, next.id, by === 1 ? 0 : next.steps.length) : document;
}

export function addLane(document: JourneyDocument, kind: LaneKind, name = ""): JourneyDocument {
  if (document.lanes.length >= maximumLanes) return document;
  const id = document.lanes.some((lane) => lane.id === kind) ? newId() : kind;
  return { ...document, lanes: [...document.lanes, { id, kind, name }] };
}

export function renameLane(document: JourneyDocument, id: string, name: string): JourneyDocument {
  return { ...document, lanes: document.lanes.map((lane) => (lane.id === id ? { ...lane, name } : lane)) };
}

export function removeLane(document: JourneyDocument, id: string): JourneyDocument {
  return withoutStrayCells({ ...document, lanes: document.lanes.filter((lane) => lane.id !== id) });
}

export function moveLane(document: JourneyDocument, id: string, to: number): JourneyDocument {
  return { ...document, lanes: moved(document.lanes, id, to) };
}

/** What a person typed into a cell; null or nothing but spaces empties it. */
export function setCell(
  document: JourneyDocument,
  step: string,
  lane: string,
  value: { text: string } | { number: number } | null,
): JourneyDocument {
  const cells = document.cells.filter((cell) => cell.step !== step || cell.lane !== lane);
  const isEmpty = value === null || ("text" in value && value.text.trim() === "");
  return { ...document, cells: isEmpty ? cells : [...cells, { step, lane, ...value }] };
}

export interface Place {
  phase: Phase;
  step: Step;
  index: number;
}

export function placeOf(document: JourneyDocument, stepId: string): Place | undefined {
  for (const phase of document.phases) {
    const index = phase.steps.findIndex((step) => step.id === stepId);
    const step = phase.steps[index];
    if (step) return { phase, step, index };
  }
  return undefined;
}

function changePhase(document: JourneyDocument, id: string, change: (phase: Phase) => Phase): JourneyDocument {
  return { ...document, phases: document.phases.map((phase) => (phase.id === id ? change(phase) : phase)) };
}

function changeStep(document: JourneyDocument, id: string, change: (step: Step) => Step): JourneyDocument {
  const phases = document.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) => (step.id === id ? change(step) : step)),
  }));
  return { ...document, phases };
}

function withoutStrayCells(document: JourneyDocument): JourneyDocument {
  const steps = new Set(stepsOf(document).map((step) => step.id));
  const lanes = new Set(document.lanes.map((lane) => lane.id));
  return { ...document, cells: document.cells.filter((cell) => steps.has(cell.step) && lanes.has(cell.lane)) };
}

function inserted<T>(list: readonly T[], index: number, item: T): T[] {
  return [...list.slice(0, Math.max(0, index)), item, ...list.slice(Math.max(0, index))];
}

/** The list with one of its items at place `to` of what remains without it. */
function moved<T extends { id: string }>(list: readonly T[], id: string, to: number): T[] {
  const item = list.find((each) => each.id === id);
  if (!item) return [...list];
  const rest = list.filter((each) => each.id !== id);
  return inserted(rest, Math.max(0, Math.min(rest.length, to)), item);
}
