import type {
  Condition,
  ConditionOp,
  ConditionValue,
  FieldCondition,
  LastCondition,
} from "../../contracts/log/conditions.ts";

/** A condition while somebody builds it: parts may be unfinished, and every part has an id of its own. */
export type RuleDraft = GroupDraft | ComparisonDraft | PersonDraft | KeptDraft;

export interface GroupDraft {
  id: string;
  kind: "group";
  /** `none`: none of the parts holds. */
  join: "all" | "any" | "none";
  parts: RuleDraft[];
}

export interface ComparisonDraft {
  id: string;
  kind: "comparison";
  field: string;
  op: ConditionOp;
  values: ConditionValue[];
}

/** Parts that speak of a person; numbers that nobody gave are null. */
export type PersonDraft = DidDraft | LastDraft | MemberDraft | SegmentDraft;

export interface DidDraft {
  id: string;
  kind: "did";
  event: string;
  atLeast: number | null;
  withinDays: number | null;
  /** What has to hold of each such event; null for any. */
  where: GroupDraft | null;
}

export interface LastDraft {
  id: string;
  kind: "last";
  type: NonNullable<LastCondition["last"]["type"]>;
  op: LastCondition["last"]["op"];
  value: number | null;
  withinDays: number | null;
}

export interface MemberDraft {
  id: string;
  kind: "member";
  group: string;
}

export interface SegmentDraft {
  id: string;
  kind: "segment";
  segment: string;
}

/** What this builder cannot change stays as it is. */
export interface KeptDraft {
  id: string;
  kind: "kept";
  condition: Condition;
}

let made = 0;
function nextId(): string {
  made += 1;
  return `part-${made}`;
}

export function newComparison(field = "event", op: ConditionOp = "eq"): ComparisonDraft {
  return { id: nextId(), kind: "comparison", field, op, values: [] };
}

export function newDid(): DidDraft {
  return { id: nextId(), kind: "did", event: "", atLeast: 1, withinDays: null, where: null };
}

export function newLast(): LastDraft {
  return { id: nextId(), kind: "last", type: "nps", op: "lte", value: null, withinDays: null };
}

export function newMember(): MemberDraft {
  return { id: nextId(), kind: "member", group: "" };
}

export function newSegment(): SegmentDraft {
  return { id: nextId(), kind: "segment", segment: "" };
}

export function newGroup(join: GroupDraft["join"], parts: RuleDraft[] = [newComparison()]): GroupDraft {
  return { id: nextId(), kind: "group", join, parts };
}

/** The condition as a group at the top, so that there is always a place to add to. */
export function draftOf(condition: Condition): GroupDraft {
  const draft = partOf(condition);
  return draft.kind === "group" ? draft : newGroup("all", [draft]);
}

function partOf(condition: Condition): RuleDraft {
  if ("all" in condition) return newGroup("all", condition.all.map(partOf));
  if ("any" in condition) return newGroup("any", condition.any.map(partOf));
  if ("not" in condition) {
    const { not } = condition;
    return newGroup("none", "any" in not ? not.any.map(partOf) : [partOf(not)]);
  }
  if ("did" in condition) {
    const { event, atLeast = 1, withinDays = null, where } = condition.did;
    return { ...newDid(), event, atLeast, withinDays, where: where ? draftOf(where) : null };
  }
  if ("group" in condition) return { ...newMember(), group: condition.group };
  if ("segment" in condition) return { ...newSegment(), segment: condition.segment };
  if ("last" in condition && condition.last.type !== undefined && condition.last.question === undefined) {
    const { type, op, value, withinDays = null } = condition.last;
    return { ...newLast(), type, op, value, withinDays };
  }
  if (!("field" in condition)) return { id: nextId(), kind: "kept", condition };
  const { field, op } = condition;
  const value = "value" in condition ? condition.value : [];
  return { id: nextId(), kind: "comparison", field, op, values: Array.isArray(value) ? [...value] : [value] };
}

/** The finished condition; null while a part is unfinished or there is none. */
export function conditionOf(draft: GroupDraft): Condition | null {
  const condition = readPart(draft);
  if (condition === null) return null;
  const [only, ...others] = "all" in condition ? condition.all : "any" in condition ? condition.any : [];
  // One part alone needs no group around it.
  return only !== undefined && others.length === 0 ? only : condition;
}

function readPart(draft: RuleDraft): Condition | null {
  if (draft.kind === "kept") return draft.condition;
  if (draft.kind === "comparison") return readComparison(draft);
  if (draft.kind !== "group") return readPerson(draft);
  const parts = draft.parts.map(readPart);
  if (parts.length === 0 || parts.includes(null)) return null;
  const whole = parts.filter((part) => part !== null);
  if (draft.join === "all") return { all: whole };
  if (draft.join === "any") return { any: whole };
  const [only, ...others] = whole;
  return { not: only && others.length === 0 ? only : { any: whole } };
}

function readPerson(draft: PersonDraft): Condition | null {
  switch (draft.kind) {
    case "member":
      return draft.group === "" ? null : { group: draft.group };
    case "segment":
      return draft.segment === "" ? null : { segment: draft.segment };
    case "last": {
      const { type, op, value, withinDays } = draft;
      return value === null ? null : { last: { type, op, value, ...daysOf(withinDays) } };
    }
    case "did": {
      const { event, atLeast, withinDays } = draft;
      const where = draft.where ? conditionOf(draft.where) : undefined;
      if (event.trim() === "" || atLeast === null || where === null) return null;
      return {
        did: { event, ...(where ? { where } : {}), ...(atLeast > 1 ? { atLeast } : {}), ...daysOf(withinDays) },
      };
    }
  }
}

function daysOf(withinDays: number | null): { withinDays?: number } {
  return withinDays === null ? {} : { withinDays };
}

const orderOps = ["gt", "gte", "lt", "lte"] as const;
const listOps = ["in", "not_in"] as const;
const presenceOps = ["exists", "not_exists"] as const;

type Shape = "one" | "list" | "two" | "none";

/** How many values an operator takes. */
export function shapeOf(op: ConditionOp): Shape {
  if (listOps.some((known) => known === op)) return "list";
  if (presenceOps.some((known) => known === op)) return "none";
  return op === "between" ? "two" : "one";
}

export function isFinished(draft: ComparisonDraft): boolean {
  return readComparison(draft) !== null;
}

function readComparison({ field, op, values }: ComparisonDraft): FieldCondition | null {
  const [first, second] = values;
  if (field === "") return null;
  switch (op) {
    case "exists":
    case "not_exists":
      return { field, op };
    case "in":
    case "not_in":
      return values.length > 0 ? { field, op, value: values } : null;
    case "between":
      if (typeof first === "number" && typeof second === "number") return { field, op, value: [first, second] };
      if (isText(first) && isText(second)) return { field, op, value: [String(first), String(second)] };
      return null;
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return typeof first === "number" || isText(first) ? { field, op, value: first } : null;
    case "contains":
    case "not_contains":
    case "starts_with":
    case "ends_with":
      return isText(first) ? { field, op, value: first } : null;
    default:
      return first !== undefined && first !== "" ? { field, op, value: first } : null;
  }
}

function isText(value: ConditionValue | undefined): value is string {
  return typeof value === "string" && value !== "";
}

/**
 * What somebody typed as a value: a number where numbers are compared, a text everywhere else. Text comparison holds for
 * numbers as well, since it looks at how a number is written.
 */
export function readValue(typed: string, op: ConditionOp, field: string): ConditionValue {
  const isOrder = op === "between" || orderOps.some((known) => known === op);
  const isNumber = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(typed.trim());
  return isNumber && (isOrder || field === "feedback.score") ? Number(typed.trim()) : typed;
}

/** The draft with one part changed, or taken out when `change` gives null. */
export function changePart(group: GroupDraft, id: string, change: (part: RuleDraft) => RuleDraft | null): GroupDraft {
  return {
    ...group,
    parts: group.parts.flatMap((part) => {
      if (part.id === id) return change(part) ?? [];
      return part.kind === "group" ? changePart(part, id, change) : part;
    }),
  };
}
