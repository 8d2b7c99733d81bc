import type { FieldCondition } from "../contracts/log/conditions.ts";
import type { PhraseKey } from "./phrases/phrases.ts";
import type { Question } from "./questions.ts";

/** A BCP 47 tag, such as `en`, `de-AT` or `ar`. */
export type Language = string;

/**
 * What is said, in each language that somebody wrote it in. `{{answers.name}}` is a place for an answer, `{{traits.name|there}}`
 * one with what stands there instead where nothing is known.
 */
export type Text = Readonly<Record<Language, string>>;

/**
 * When, in the condition language of the product. Fields are those of who answers: `answers.<question>` (and below it, as each type
 * of question says), `scores.<score>`, `variables.<variable>`, `hidden.<field>`, `traits.<path>`, `item.<field>` and `language`.
 */
export type When = { all: When[] } | { any: When[] } | { not: When } | FieldCondition;

/** A survey, as it is written, published and answered. A published one never changes: what is changed is a new version. */
export interface SurveyDefinition {
  /** The version of this format. */
  format: 1;
  title: Text;
  /** What it is published in, each whole; the first is the one that it was written in. */
  languages: Language[];
  /** An offer, or asking for a public review, makes it marketing. */
  purpose: "research" | "transactional" | "marketing";
  /** What becomes of the answers, for who reads it before giving any. */
  privacy?: Text;
  blocks: Block[];
  /** The first whose `when` holds, or that has none, is shown to who comes to the end. */
  endings: Ending[];
  /** What comes with the respondent and is not asked. */
  hidden?: HiddenField[];
  variables?: Variable[];
  scores?: Score[];
  quotas?: Quota[];
  /** Buttons and errors in languages that the program does not speak, or in other words. */
  phrases?: Partial<Record<PhraseKey, Text>>;
  /** False where nobody may go back to what they answered. */
  mayGoBack?: boolean;
}

/** Whether a part is shown: where `show` holds, or is left out, and `skip` does not. */
export interface Shown {
  show?: When;
  skip?: When;
}

/** Pages that belong together, once or for each of a list. */
export interface Block extends Shown {
  id: string;
  title?: Text;
  repeat?: Repeat;
  pages: Page[];
}

/** A block for each of a list, such as the products of an order. Within it `item.name` is what it is about. */
export interface Repeat {
  /** `hidden.<field>` of kind list, or `answers.<question>`: the options chosen in a multiple choice before. */
  over: string;
  /** 1 to 50; what comes after so many is left out. */
  most: number;
}

/** What is seen at once. A page of which no question is shown is passed over, with all that follows from it. */
export interface Page extends Shown {
  id: string;
  title?: Text;
  questions: Question[];
  /** What happens as the page is left, in this order; the first jump or end that applies is the last thing to happen. */
  after?: Step[];
}

export type Step =
  /** On to a page or block that comes later. */
  | { when?: When; jump: string }
  /** To an ending. */
  | { when?: When; end: string }
  /** A variable becomes a value, or grows by a number. */
  | { when?: When; set: string; to: string | number }
  | { when?: When; add: string; by: number };

export interface Ending {
  id: string;
  when?: When;
  title: Text;
  text?: Text;
  link?: Link;
  /** What the text or the link is, where it is one: neither may depend on what was answered. */
  shows?: "offer" | "review";
}

export interface Link {
  /** https. */
  url: string;
  text: Text;
}

/** What a list brings of each of its things: `key` tells them apart, `name` is said. */
export type Item = Readonly<Record<string, string | number>> & { readonly key: string; readonly name: string };

export interface HiddenField {
  id: string;
  kind: "text" | "number" | "list";
}

export type HiddenValue = string | number | readonly Item[];

export interface Variable {
  id: string;
  start: string | number;
}

/**
 * A number out of answers. Who was not asked, did not answer, declined or said that it does not apply is in neither sum; without
 * any answer there is no score. `mean` is Σ(weight·value) ÷ Σ weight, `sum` is Σ(weight·value).
 */
export interface Score {
  id: string;
  how: "sum" | "mean";
  of: ScoredQuestion[];
}

export interface ScoredQuestion {
  answer: string;
  /** 1 when left out. */
  weight?: number;
  /** Counts low as high: low + high − value. */
  reversed?: true;
}

/** At most so many answers of a kind. Places are held and counted by the server. */
export interface Quota {
  id: string;
  when: When;
  /** 1 to 10,000,000. */
  limit: number;
  /** The ending for who comes when it is full. */
  ending: string;
}
