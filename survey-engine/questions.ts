import type { Shown, Text, When } from "./definition.ts";

/** What every question has. */
export interface Asked extends Shown {
  /** Stays the same for ever: answers, conditions and columns of exports bear it. */
  id: string;
  text: Text;
  help?: Text;
  /** The question in the library of questions whose number it feeds. */
  question?: string;
  /** True, or when. Of a consent: it must be given. */
  require?: true | When;
  /** Offers "prefer not to say". */
  mayDecline?: true;
  /** Offers "does not apply". */
  mayNotApply?: true;
}

/** What the lowest and the highest point of a scale mean. */
export interface Ends {
  low: Text;
  high: Text;
}

export type Look = "numbers" | "stars" | "smileys";

/** Likelihood to recommend, 0 to 10 (Reichheld, HBR 2003). It has no other scale. */
export interface Nps extends Asked {
  type: "nps";
  ends: Ends;
}

/** Satisfaction from 1 to `points`; high is satisfied. */
export interface Csat extends Asked {
  type: "csat";
  points: 2 | 3 | 5 | 7;
  look: Look;
  ends: Ends;
  /** A word for each point. */
  labels?: Text[];
}

/** Customer effort, 1 to `points`: CES 2.0 is 7 points of agreement that it was easy, so high is easy. */
export interface Ces extends Asked {
  type: "ces";
  points: 5 | 7;
  direction: "high_is_easy" | "high_is_hard";
  ends: Ends;
}

/** Was it resolved at the first contact? True or false. */
export interface Fcr extends Asked {
  type: "fcr";
}

/** How it felt, −2 to 2, as faces with a word each. Feeds the library's question `emotion`. */
export interface Emotion extends Asked {
  type: "emotion";
  labels: [Text, Text, Text, Text, Text];
}

/** What was expected, on the scale of the satisfaction that it stands beside. Feeds the library's question `expectation`. */
export interface Expectation extends Asked {
  type: "expectation";
  /** Id of a question of type csat on the same page. */
  beside: string;
}

/** Any other scale from 1 to `points`, 2 to 10. */
export interface Rating extends Asked {
  type: "rating";
  points: number;
  look: Look;
  ends: Ends;
  labels?: Text[];
}

export interface Option {
  id: string;
  text: Text;
  /** What choosing it adds to a score. */
  score?: number;
  /** Keeps its place where the others are shuffled. */
  fixed?: true;
}

interface Choices extends Asked {
  options: Option[];
  /** One more option, with a text of one's own. */
  other?: { text: Text };
  /** In an order of its own for each respondent, the same each time they look. */
  shuffle?: true;
}

export interface Single extends Choices {
  type: "single";
}

export interface Multiple extends Choices {
  type: "multiple";
  /** One more option, which goes with no other. */
  none?: { text: Text };
  least?: number;
  most?: number;
}

export interface OpenText extends Asked {
  type: "text";
  long?: true;
  /** In characters as people count them; 2,000 at most when left out, never more than 10,000. */
  least?: number;
  most?: number;
}

export interface Consent extends Asked {
  type: "consent";
  /** What the consent is for, as the records of consent name it. */
  purpose: string;
}

/** A number to call, and when. */
export interface CallBack extends Asked {
  type: "callback";
  windows: { id: string; text: Text }[];
}

/** Said, not asked. */
export interface Statement extends Shown {
  type: "statement";
  id: string;
  text: Text;
  link?: { url: string; text: Text };
  /** As of an ending. */
  shows?: "offer" | "review";
}

/** As single choice, for long lists. */
export interface Dropdown extends Choices {
  type: "dropdown";
}

export interface NumberQuestion extends Asked {
  type: "number";
  least?: number;
  most?: number;
  /** 0 when left out: whole numbers. At most 6. */
  decimals?: number;
  unit?: Text;
}

/** A calendar day, `2026-01-31`. */
export interface DateQuestion extends Asked {
  type: "date";
  from?: string;
  to?: string;
}

export interface Email extends Asked {
  type: "email";
}

export interface Phone extends Asked {
  type: "phone";
}

export const contactParts = ["name", "email", "phone", "company", "address"] as const;
export type ContactPart = (typeof contactParts)[number];

export interface ContactDetails extends Asked {
  type: "contact";
  parts: { part: ContactPart; require?: true }[];
}

/** One scale for several statements; `one_by_one` shows a row at a time where a table does not fit. */
export interface Matrix extends Asked {
  type: "matrix";
  rows: { id: string; text: Text }[];
  columns: Option[];
  form: "table" | "one_by_one";
  shuffle?: true;
}

export interface Ranking extends Asked {
  type: "ranking";
  options: Option[];
  /** How many places are given; all when left out. */
  places?: number;
  shuffle?: true;
}

export interface Slider extends Asked {
  type: "slider";
  least: number;
  most: number;
  /** Of which the answer, less `least`, is a multiple. */
  by: number;
  ends: Ends;
}

export interface FileUpload extends Asked {
  type: "file";
  /** Media types, such as `image/png`. */
  accepts: string[];
  /** Of one file, at most 25,000,000. */
  bytes: number;
  /** At most 5. */
  most: number;
}

export type Question =
  | (
      | Nps
      | Csat
      | Ces
      | Fcr
      | Emotion
      | Expectation
      | Rating
      | Single
      | Multiple
      | OpenText
      | Consent
      | CallBack
      | Statement
    )
  | (
      | Dropdown
      | NumberQuestion
      | DateQuestion
      | Email
      | Phone
      | ContactDetails
      | Matrix
      | Ranking
      | Slider
      | FileUpload
    );

export type AskedQuestion = Exclude<Question, Statement>;
export type QuestionType = Question["type"];
export type AskedType = AskedQuestion["type"];
export type QuestionOf<Type extends QuestionType> = Extract<Question, { type: Type }>;

export function isAsked(question: Question): question is AskedQuestion {
  return question.type !== "statement";
}

/** Option ids that mean the same in every question. */
export const reservedOptions = ["other", "none", "declined", "not_applicable"] as const;
