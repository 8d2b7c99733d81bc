import type { plainFields } from "./group-names.ts";

/** What a field speaks of, in the order in which a list shows them. */
export const fieldGroups = ["place", "people", "device", "time", "other"] as const;
type FieldGroup = (typeof fieldGroups)[number];

export function groupOf(name: (typeof plainFields)[number]): FieldGroup {
  if (name === "group_id" || name === "language") return "people";
  return name === "event" ? "other" : "place";
}

const words: readonly [FieldGroup, RegExp][] = [
  ["device", /device|browser|\bos\b|platform|\bapp\b|version|screen|model/],
  ["place", /country|region|city|state|store|branch|site|location|market|channel|address|shop|place|page/],
  ["people", /plan|tier|segment|customer|age|gender|member|loyal|language|locale|role|industry/],
  ["time", /year|month|week|weekday|day|hour|season|quarter/],
];

/** Told by its name, which may be written with underscores or in humps. */
export function groupOfProperty(name: string): FieldGroup {
  const plain = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[_.-]+/g, " ")
    .toLowerCase();
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? "other";
}
