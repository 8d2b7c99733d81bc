import type { Language, SurveyDefinition } from "./definition.ts";

/** A part of a survey that has an id. */
export type PartKind =
  | "survey"
  | "block"
  | "page"
  | "question"
  | "option"
  | "row"
  | "column"
  | "window"
  | "ending"
  | "hidden"
  | "variable"
  | "score"
  | "quota";

/** One thing that differs between two versions, for who reads what will be published. */
export type Change = { part: PartKind; id: string /** What it stands in. */; within: string } & (
  | { what: "added" | "removed" }
  | { what: "moved"; from: string; to: string }
  | {
      what: "changed";
      /** Such as `text`, `ends.low`, `points` or `show`. */
      property: string;
      /** Of a text. */
      language?: Language;
      from: unknown;
      to: unknown;
      /**
       * What the change does to the trend of the question's number: another scale makes it another question; other words may, unless a
       * person says that only a slip was put right.
       */
      breaks?: "scale" | "words";
    }
);

interface Part {
  kind: PartKind;
  id: string;
  /** Key of what it stands in. */
  within: string;
  /** Ids alone tell parts of one kind apart, but for options, which are told apart within their question. */
  own: Readonly<Record<string, unknown>>;
}

/** Lists of parts, by the property that holds them. */
const LISTS: Readonly<Record<string, PartKind>> = {
  blocks: "block",
  pages: "page",
  questions: "question",
  options: "option",
  rows: "row",
  columns: "column",
  windows: "window",
  endings: "ending",
  hidden: "hidden",
  variables: "variable",
  scores: "score",
  quotas: "quota",
};

const SCALE: ReadonlySet<string> = new Set([
  "type",
  "points",
  "direction",
  "least",
  "most",
  "by",
  "decimals",
  "beside",
  "question",
]);

/** What was added, removed, moved and changed from one version to another, in the order of the later one; what was removed at the end. */
export function differenceOf(before: SurveyDefinition, after: SurveyDefinition): Change[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const moved = movedIn(old, now);
  const changes: Change[] = [];
  for (const [key, part] of now) {
    const former = old.get(key);
    const { kind, id, within } = part;
    if (!former) {
      changes.push({ part: kind, id, within, what: "added" });
      continue;
    }
    if (moved.has(key)) changes.push({ part: kind, id, within, what: "moved", from: former.within, to: within });
    changes.push(...changesIn(part, former.own, part.own));
  }
  // With what it stood in, all that stood in it is gone.
  for (const [key, { kind, id, within }] of old)
    if (!now.has(key) && (within === "" || now.has(within))) changes.push({ part: kind, id, within, what: "removed" });
  return changes;
}

function partsOf(definition: SurveyDefinition): Map<string, Part> {
  const parts = new Map<string, Part>();
  const add = (kind: PartKind, value: Readonly<Record<string, unknown>>, within: string) => {
    const id = typeof value.id === "string" ? value.id : "survey";
    const isWithinQuestion = ["option", "row", "column", "window"].includes(kind);
    const key = isWithinQuestion ? `${within} ${kind} ${id}` : `${kind} ${id}`;
    const entries = Object.entries(value);
    const isList = ([name, list]: [string, unknown]) => name in LISTS && Array.isArray(list);
    parts.set(key, { kind, id, within, own: Object.fromEntries(entries.filter((entry) => !isList(entry))) });
    for (const [name, list] of entries.filter(isList))
      for (const each of list as Record<string, unknown>[])
        add(LISTS[name] ?? "option", each, kind === "survey" ? "" : key);
  };
  add("survey", { ...definition }, "");
  return parts;
}

/** Parts that stand elsewhere, or in another order among those that stay beside them. */
function movedIn(old: ReadonlyMap<string, Part>, now: ReadonlyMap<string, Part>): Set<string> {
  const moved = new Set<string>();
  const siblings = new Map<string, string[]>();
  for (const [key, { kind, within }] of now) {
    const former = old.get(key);
    if (!former) continue;
    if (former.within !== within) moved.add(key);
    else siblings.set(`${within} ${kind}`, [...(siblings.get(`${within} ${kind}`) ?? []), key]);
  }
  const places = new Map([...old.keys()].map((key, index) => [key, index]));
  for (const keys of siblings.values()) {
    const stay = longestRising(keys.map((key) => places.get(key) ?? 0));
    for (const [index, key] of keys.entries()) if (!stay.has(index)) moved.add(key);
  }
  return moved;
}

/** Indexes of a longest rising part of a list of numbers: who is not of it must have moved. */
function longestRising(numbers: readonly number[]): Set<number> {
  const length = numbers.map(() => 1);
  const before = numbers.map(() => -1);
  let best = -1;
  for (const [index, number] of numbers.entries()) {
    for (let other = 0; other < index; other += 1)
      if ((numbers[other] ?? 0) < number && (length[other] ?? 0) >= (length[index] ?? 0)) {
        length[index] = (length[other] ?? 0) + 1;
        before[index] = other;
      }
    if (best < 0 || (length[index] ?? 0) > (length[best] ?? 0)) best = index;
  }
  const rising = new Set<number>();
  for (let index = best; index >= 0; index = before[index] ?? -1) rising.add(index);
  return rising;
}

function changesIn(
  { kind, id, within }: Part,
  old: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
  path = "",
): Change[] {
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].flatMap((name): Change[] => {
    const [from, to] = [old[name], now[name]];
    const property = path === "" ? name : `${path}.${name}`;
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    const base = { part: kind, id, within, what: "changed", property } as const;
    if (isText(from) && isText(to)) {
      const languages = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
        (each) => from[each] !== to[each],
      );
      const breaks = kind === "question" && property !== "help" ? { breaks: "words" as const } : {};
      return languages.map((language) => ({ ...base, language, from: from[language], to: to[language], ...breaks }));
    }
    // Ends, a link or "other" hold texts of their own.
    if (isPlain(from) && isPlain(to) && HOLDERS.has(name))
      return changesIn({ kind, id, within, own: now }, from, to, property);
    return [{ ...base, from, to, ...(kind === "question" && SCALE.has(property) && { breaks: "scale" as const }) }];
  });
}

const HOLDERS: ReadonlySet<string> = new Set(["ends", "link", "other", "none", "repeat", "phrases"]);

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Readonly<Record<string, string>> {
  return isPlain(value) && Object.values(value).every((each) => typeof each === "string");
}
