/** What may be refused, and how it is said: a code is one sentence, with places for what differs from time to time. */
export interface DeclaredProblem {
  status: number;
  /** For people, in English: what is wrong and what to do. `{{name}}` is a place for a value. */
  detail: string;
  /** What is wrong with the one field at the value `path`, in a few words. */
  reason?: string;
  /** Names of values that the English sentence does without. */
  more?: readonly string[];
  /** Seconds until it is worth trying again, where they are always the same. */
  retryAfter?: number;
}

export type Value = string | number | string[];

export type PlacesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | PlacesIn<Rest> : never;

/** Names of the values that a problem is told with. One with a `reason` stands at a `path`. */
export type NamesOf<P extends DeclaredProblem> =
  | PlacesIn<P["detail"]>
  | (P extends { reason: infer Reason } ? PlacesIn<Reason> | "path" : never)
  | (P extends { more: readonly (infer Name extends string)[] } ? Name : never);

/** Declares the problems of a noun, keeping their literal texts: the compiler reads the places out of them. */
export function declareProblems<const P extends Readonly<Record<string, DeclaredProblem>>>(problems: P): P {
  return problems;
}

/** A sentence with its values in their places. */
export function sayWith(text: string, values: Readonly<Record<string, Value>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => {
    const value = values[name] ?? "";
    const told = typeof value === "object" ? value.join(", ") : String(value);
    return name === "kind" ? told.replaceAll("_", " ") : told;
  });
}
