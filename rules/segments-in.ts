import type { Condition, PeopleCondition } from "../contracts/conditions.ts";

/** Ids of the segments that a condition asks for, wherever it does. */
export function segmentsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(segmentsIn);
  if ("any" in condition) return condition.any.flatMap(segmentsIn);
  if ("not" in condition) return segmentsIn(condition.not);
  return "segment" in condition ? [condition.segment] : [];
}

/** Ids of the groups that a condition asks for, wherever it does. */
export function groupsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(groupsIn);
  if ("any" in condition) return condition.any.flatMap(groupsIn);
  if ("not" in condition) return groupsIn(condition.not);
  return "group" in condition ? [condition.group] : [];
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

/** Ids of the segments that a question asks for, in its filter or as a breakdown. */
export function segmentsOf(question: {
  filter?: Condition | undefined;
  breakdown?: string | undefined;
  breakdowns?: readonly string[] | undefined;
}): string[] {
  const { filter, breakdown, breakdowns = [] } = question;
  const told = [...breakdowns, ...(breakdown === undefined ? [] : [breakdown])];
  return [...(filter ? segmentsIn(filter) : []), ...told.flatMap((name) => segmentOfBreakdown(name) ?? [])];
}

/** The lists of people that a condition names, wherever it does. */
export function listsIn(condition: Condition): PeopleCondition["people"][] {
  if ("all" in condition) return condition.all.flatMap(listsIn);
  if ("any" in condition) return condition.any.flatMap(listsIn);
  if ("not" in condition) return listsIn(condition.not);
  return "people" in condition ? [condition.people] : [];
}
