import type { Answer } from "../answers.ts";
import type { Language } from "../definition.ts";
import type { Fault, FaultCode } from "../faults.ts";
import type { Question, QuestionOf, QuestionType } from "../questions.ts";

/** What a type may ask of the survey around its question. */
export interface Around {
  language: Language;
  find(id: string): Question | undefined;
}

/** The answer that is meant by what was given, or what is wrong with that. */
export type Taken<A extends Answer = Answer> = { answer: A } | { faults: Fault[] };

/** What a type of question is, to the engine. */
export interface TypeRules<Q extends Question = Question, A extends Answer = Answer> {
  /**
   * Takes what was given, a value of the kept form or what was typed, where `path` is. What it answers is taken again as it is.
   * Nothing given, nothing to take: it is never asked about null, undefined and blank text.
   */
  take(given: unknown, question: Q, around: Around, path: string): Taken<A>;
  /** The answer as conditions see it: a number, text or boolean, or an object of those. */
  seen(answer: A, question: Q): unknown;
  /** The answer in words, for piping; without it, the question cannot be piped. */
  said?(answer: A, question: Q, around: Around): string;
  /** What it is worth in a score, and the ends of what it may be worth; without it, the question has no part in scores. */
  worth?(answer: A, question: Q, around: Around): number | undefined;
  ends?(question: Q, around: Around): [low: number, high: number];
}

/** Types of question that are loaded, by name. The core is always; the others come by themselves. */
export type Types = { readonly [Type in QuestionType]?: TypeRules };

/** The rules of a type as the engine holds them: it hands a question and its answers only to the rules of their own type. */
export function rulesOf<Type extends QuestionType, A extends Answer>(rules: TypeRules<QuestionOf<Type>, A>): TypeRules {
  return rules as unknown as TypeRules;
}

export function taken<A extends Answer>(answer: A): { answer: A } {
  return { answer };
}

export function refused(path: string, code: FaultCode, values: Fault["values"] = {}): { faults: Fault[] } {
  return { faults: [{ path, code, values }] };
}

/** A number in the way people write it in a language. */
export function sayNumber(value: number, { language }: Around): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
