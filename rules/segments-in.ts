import type { Condition, PeopleCondition } from "../contracts/log/conditions.ts";
import { partsOf } from "./parts-of.ts";

/** Ids of the segments that a condition asks for, wherever it does. */
export function segmentsIn(condition: Condition): string[] {
  return partsOf(condition).flatMap((part) => ("segment" in part ? [part.segment] : []));
}

/** Ids of the groups that a condition asks for, wherever it does. */
export function groupsIn(condition: Condition): string[] {
  return partsOf(condition).flatMap((part) => ("group" in part ? [part.group] : []));
}

/** The lists of people that a condition names, wherever it does. */
export function listsIn(condition: Condition): PeopleCondition["people"][] {
  return partsOf(condition).flatMap((part) => ("people" in part ? [part.people] : []));
}

/** Whether a condition asks where something happened as the organisation is today: a unit that moves changes the answer. */
export function asksForUnits(condition: Condition): boolean {
  return partsOf(condition).some((part) => {
    if ("field" in part) return part.field === "unit";
    return "did" in part && part.did.where !== undefined && asksForUnits(part.did.where);
  });
}

const BREAKDOWN = "segment.";

/** The breakdown that tells the people of a segment from everybody else. */
export function segmentBreakdown(id: string): string {
  return BREAKDOWN + id;
}

/** The id of the segment that a breakdown stands for; undefined for a field. */
export function segmentOfBreakdown(name: string): string | undefined {
  return name.startsWith(BREAKDOWN) ? name.slice(BREAKDOWN.length) : undefined;
}
