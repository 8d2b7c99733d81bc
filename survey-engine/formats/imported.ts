import type { Language, SurveyDefinition, Text } from "../definition.ts";
import type { Question } from "../questions.ts";

/** What an import could not keep, in English; `{{name}}` is a place for a value. */
export const lostSentences = {
  not_readable: "This is not a survey of that format: {{reason}}.",
  unknown_type: "There is no question of type {{type}} here. It was left out.",
  changed_type: "The type {{type}} became {{became}}.",
  dropped_setting: "{{name}} has no counterpart.",
  dropped_condition:
    "The condition {{condition}} could not be kept: it is left out, so that this is shown or done always.",
  dropped_step: "What leads back to {{target}}, or to nowhere, was left out.",
  dropped_markup: "The text was formatted. Its words were kept.",
  unnamed_ends: "The ends of the scale had no words. They bear their numbers.",
  cut_scale: "The scale from {{low}} to {{high}} became one of {{points}} points.",
} as const;

export interface Lost {
  /** In the file that was read. */
  path: string;
  code: keyof typeof lostSentences;
  values: Readonly<Record<string, string | number>>;
}

/** A survey of another tool, as far as it could be kept. It is a draft: `check` says what it lacks to be published. */
export interface Imported {
  definition: SurveyDefinition;
  lost: Lost[];
  /** By the id there: the id of the question here, for answers that are to be brought along. */
  ids: Record<string, string>;
}

export function sayLost({ code, values }: Lost): string {
  return lostSentences[code].replace(/\{\{(\w+)\}\}/g, (_place, name: string) => String(values[name] ?? ""));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The notes of an import: what was lost, and which id became which. */
export class Notes {
  readonly lost: Lost[] = [];
  /** Ids of one kind are apart: a question may be called as a page. */
  private readonly taken = new Map<string, Set<string>>();

  lose(path: string, code: Lost["code"], values: Lost["values"] = {}): void {
    // A file that is odd all through need not be told a thousand times.
    if (this.lost.length < 500) this.lost.push({ path, code, values });
  }

  /** An id of ours for one of theirs: the same where it may be, and once among its kind. */
  id(kind: string, theirs: string): string {
    const taken = this.taken.get(kind) ?? new Set<string>();
    this.taken.set(kind, taken);
    const plain = theirs
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 50);
    const base = /^[a-z]/.test(plain) ? plain : `${kind}_${plain}`.replace(/_$/, "");
    let id = base;
    for (let number = 2; taken.has(id) || RESERVED.has(id); number += 1) id = `${base}_${number}`;
    taken.add(id);
    return id;
  }

  /** The words of a text that may be HTML. */
  words(html: string, path: string): string {
    const plain = html
      .replace(/<br\s*\/?>|<\/(?:p|div|li|h\d)>/gi, "\n")
      .replace(/<[a-z/!][^>]*>/gi, "")
      .replace(/&(nbsp|amp|lt|gt|quot|#39);/g, (_entity, name: string) => ENTITIES[name] ?? "")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
    if (/<(?!br|\/?p\b|\/?div\b|\/?span\b)[a-z][^>]*>/i.test(html)) this.lose(path, "dropped_markup");
    return plain;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const RESERVED = new Set(["other", "none", "declined", "not_applicable"]);

/** A draft with a page for each list of questions; what has no question is left out. */
export function draft(
  title: Text,
  languages: Language[],
  pages: SurveyDefinition["blocks"][0]["pages"],
  more: Partial<SurveyDefinition> = {},
): SurveyDefinition {
  return {
    format: 1,
    title,
    languages,
    purpose: "research",
    blocks: [{ id: "main", pages: pages.filter(({ questions }) => questions.length > 0) }],
    endings: [
      { id: "end", title: Object.fromEntries(languages.map((language) => [language, THANKS[language] ?? "✓"])) },
    ],
    ...more,
  };
}

const THANKS: Readonly<Record<string, string>> = {
  en: "Thank you.",
  de: "Vielen Dank.",
  fr: "Merci.",
  es: "Gracias.",
  it: "Grazie.",
  nl: "Bedankt.",
  pt: "Obrigado.",
};

/** A scale of theirs as the question that it is here: NPS from 0 to 10, else a rating of as many points. */
export function scaleQuestion(
  basics: { id: string; text: Text },
  [low, high]: [number, number],
  ends: { low: Text | undefined; high: Text | undefined },
  look: "numbers" | "stars" | "smileys",
  notes: Notes,
  path: string,
): Question {
  const languages = Object.keys(basics.text);
  const numbered = (point: number): Text => Object.fromEntries(languages.map((language) => [language, String(point)]));
  if (!ends.low || !ends.high) notes.lose(path, "unnamed_ends");
  const named = { low: ends.low ?? numbered(low), high: ends.high ?? numbered(high) };
  if (low === 0 && high === 10) return { ...basics, type: "nps", ends: named };
  const points = Math.min(10, Math.max(2, high - low + 1));
  if (low !== 1 || points !== high) notes.lose(path, "cut_scale", { low, high, points });
  return { ...basics, type: "rating", points, look, ends: named };
}
