import type { Condition } from "../../../contracts/log/conditions.ts";
import type { ExploreStep } from "../../../contracts/understand/explore.ts";

/** What somebody picked as "did": everything, a touchpoint, an event by name with conditions, or conditions alone. */
export type StepChoice =
  | { kind: "any" }
  | { kind: "touchpoint"; id: string }
  | { kind: "event"; name: string; where: Condition | undefined }
  | { kind: "rule"; condition: Condition };

export function choiceOf(condition: Condition | undefined): StepChoice {
  if (condition === undefined) return { kind: "any" };
  const name = eventOf(condition);
  if (name !== undefined) return { kind: "event", name, where: undefined };
  if ("all" in condition) {
    const [first, ...rest] = condition.all;
    const named = first && eventOf(first);
    if (named !== undefined && rest.length > 0)
      return { kind: "event", name: named, where: rest.length === 1 ? rest[0] : { all: rest } };
  }
  return { kind: "rule", condition };
}

function eventOf(condition: Condition): string | undefined {
  if (!("field" in condition) || condition.field !== "event" || condition.op !== "eq") return undefined;
  return typeof condition.value === "string" ? condition.value : undefined;
}

/** The condition that a choice stands for; a touchpoint has its own rule. */
export function conditionOfChoice(choice: Exclude<StepChoice, { kind: "touchpoint" }>): Condition | undefined {
  if (choice.kind === "any") return undefined;
  if (choice.kind === "rule") return choice.condition;
  const named: Condition = { field: "event", op: "eq", value: choice.name };
  return choice.where ? { all: [named, choice.where] } : named;
}

export function choiceOfStep(step: ExploreStep): StepChoice {
  return step.touchpointId === undefined ? choiceOf(step.condition) : { kind: "touchpoint", id: step.touchpointId };
}

export function stepOfChoice(choice: StepChoice): ExploreStep | undefined {
  if (choice.kind === "touchpoint") return { touchpointId: choice.id };
  const condition = conditionOfChoice(choice);
  return condition && { condition };
}
