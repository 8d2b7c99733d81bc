import type { FeedbackMapping, RecognisedColumn } from "../../../../contracts/collect/imports.ts";
import type { RecipeName } from "../../../../contracts/words/recipes.ts";

type Column = RecognisedColumn;

/** What the columns of an export mean. Columns are named as the file names them; those that are empty are left out. */
export interface Meaning {
  time?: Column | undefined;
  /** Likeliest first. */
  contact?: [Column | undefined, "userId" | "anonymousId" | "email"][];
  /** Identifies a row. */
  id?: Column | undefined;
  caseColumn?: Column | undefined;
  channel?: Column | undefined;
  event?: string;
  feedback?: FeedbackMapping[];
  /** Columns that say who somebody is. */
  traits?: (Column | undefined)[];
}

export interface Recipe {
  name: RecipeName;
  /** Whether an export has these columns, by names without case, blanks and marks. */
  fits(names: ReadonlySet<string>, columns: readonly Column[]): boolean;
  /** Rows of its header, where it always has more than one. */
  headerRows?: number;
  meaning(columns: Columns): Meaning;
}

/** Names are compared without case, blanks and marks. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The columns of a file, looked up by name. */
export class Columns {
  readonly all: readonly Column[];
  /** What questions ask, where the file says it beside their names. */
  readonly wordings: ReadonlyMap<string, string>;

  readonly rowsSeen: number;

  constructor(all: readonly Column[], wordings: ReadonlyMap<string, string>, rowsSeen: number) {
    this.all = all;
    this.wordings = wordings;
    this.rowsSeen = rowsSeen;
  }

  /** The first of these that holds something. */
  named(...names: string[]): Column | undefined {
    for (const name of names) {
      const found = this.all.find((column) => bareName(column.name) === name && column.type !== "empty");
      if (found) return found;
    }
    return undefined;
  }

  /** Every column that is not one of these and holds something. */
  except(pattern: RegExp): Column[] {
    return this.all.filter(({ name, type }) => type !== "empty" && !pattern.test(bareName(name)));
  }

  /** What a question asks, by the words of its column or beside it. */
  asked({ name }: Column): string {
    return this.wordings.get(name) ?? name;
  }
}

const RECOMMEND = /recommend|weiterempfehl|\bnps\b/i;
const SATISFIED = /satisf|zufried|csat/i;
const EFFORT = /effort|how easy|aufwand|wie leicht/i;

/** An answer by what its question asks and what stands in it. */
function answerOf(columns: Columns, column: Column, more: Partial<FeedbackMapping> = {}): FeedbackMapping {
  const words = columns.asked(column);
  const question = words === column.name ? {} : { question: words.slice(0, 500) };
  return { column: column.name, type: typeOf(words, column, columns.rowsSeen), ...question, ...more };
}

function typeOf(words: string, { type, examples, distinct, empty }: Column, rowsSeen: number): FeedbackMapping["type"] {
  const within = (from: number, to: number) => examples.every((text) => Number(text) >= from && Number(text) <= to);
  if (type === "number") {
    if (RECOMMEND.test(words) && within(0, 10)) return "nps";
    if (SATISFIED.test(words) && within(1, 5)) return "csat";
    if (EFFORT.test(words) && within(1, 7)) return "ces";
    return within(0, 10) ? "rating" : "number";
  }
  if (type === "boolean") return "boolean";
  if (type === "time") return "date";
  // Answers that were picked from a list come again.
  const filled = rowsSeen - empty;
  return filled >= 4 && distinct * 2 <= filled && examples.every((text) => text.length <= 40) ? "categorical" : "text";
}

const MOST_QUESTIONS = 50;

function answersOf(columns: Columns, found: readonly Column[]): FeedbackMapping[] {
  return found.slice(0, MOST_QUESTIONS).map((column) => answerOf(columns, column));
}

/** A score with the sentence beside it. */
function scoreOf(
  score: Column,
  comment: Column | undefined,
  more: Pick<FeedbackMapping, "type"> & Partial<FeedbackMapping>,
): FeedbackMapping {
  return { column: score.name, ...more, ...(comment ? { text: comment.name } : {}) };
}

const has = (names: ReadonlySet<string>, ...wanted: string[]): boolean => wanted.every((name) => names.has(name));

/** The exports that are known. The names of their columns are those programs' own. */
export const allRecipes: readonly Recipe[] = [
  {
    name: "qualtrics",
    fits: (names) => has(names, "responseid", "recordeddate", "startdate", "distributionchannel"),
    headerRows: 3,
    meaning: (columns) => ({
      time: columns.named("recordeddate", "enddate"),
      contact: [
        [columns.named("externalreference"), "userId"],
        [columns.named("recipientemail"), "email"],
      ],
      id: columns.named("responseid"),
      channel: columns.named("distributionchannel"),
      feedback: columns.all
        .filter(({ name, type }) => type !== "empty" && /^Q(ID)?\d+(_\d+|_TEXT)*$/i.test(name))
        .map((column) => {
          const isScored = columns.all.some(({ name }) => name === `${column.name}_NPS_GROUP`);
          return answerOf(columns, column, isScored ? { type: "nps" } : {});
        })
        .slice(0, MOST_QUESTIONS),
    }),
  },
  {
    name: "surveymonkey",
    fits: (names) => has(names, "respondentid", "collectorid", "startdate", "enddate"),
    headerRows: 2,
    meaning: (columns) => ({
      time: columns.named("enddate", "startdate"),
      contact: [[columns.named("emailaddress"), "email"]],
      id: columns.named("respondentid"),
      traits: [columns.named("firstname"), columns.named("lastname")],
      feedback: answersOf(
        columns,
        columns.except(
          /^(respondentid|collectorid|startdate|enddate|datecreated|datemodified|ipaddress|emailaddress|firstname|lastname|customdata\d*)$/,
        ),
      ),
    }),
  },
  {
    name: "zendesk",
    fits: (names) =>
      (names.has("ticketid") || names.has("id")) &&
      names.has("requester") &&
      ["satisfaction", "satisfactionscore", "satisfactionrating"].some((name) => names.has(name)),
    meaning: (columns) => {
      const score = columns.named("satisfactionscore", "satisfactionrating", "satisfaction");
      const comment = columns.named("satisfactioncomment", "satisfactionratingcomment");
      return {
        time: columns.named("satisfactiondate", "solvedat", "updatedat", "createdat", "requested"),
        contact: [
          [columns.named("requesteremail"), "email"],
          [columns.named("requesterid", "requester"), "userId"],
        ],
        caseColumn: columns.named("ticketid", "id"),
        channel: columns.named("channel", "via"),
        event: "Ticket Rated",
        feedback: score
          ? [
              scoreOf(score, comment, {
                question: "How was the support?",
                ...(score.type === "number" ? { type: "csat", scaleMax: 5 } : { type: "categorical" }),
              }),
            ]
          : [],
      };
    },
  },
  {
    name: "delighted",
    fits: (names) =>
      has(names, "score", "comment", "surveytype") && [...names].some((name) => name.startsWith("delighted")),
    meaning: (columns) => {
      const score = columns.named("score");
      const comment = columns.named("comment");
      const kind = columns.named("surveytype")?.examples[0]?.toLowerCase() ?? "nps";
      const type = kind.startsWith("csat")
        ? "csat"
        : kind.startsWith("ces")
          ? "ces"
          : kind === "nps"
            ? "nps"
            : "rating";
      return {
        time: columns.named("createdatutc", "createdat", "updatedatutc", "updatedat"),
        contact: [
          [columns.named("personemail", "email"), "email"],
          [columns.named("personid"), "userId"],
        ],
        id: columns.named("responseid", "surveyresponseid", "id"),
        channel: columns.named("delightedsource"),
        traits: [columns.named("personname", "name")],
        feedback: score ? [scoreOf(score, comment, { type })] : [],
      };
    },
  },
  {
    name: "typeform",
    fits: (names, [first]) => first?.name.trim() === "#" && has(names, "submitdateutc", "networkid"),
    meaning: (columns) => ({
      time: columns.named("submitdateutc", "startdateutc"),
      contact: [
        [columns.named("email", "youremail", "whatisyouremail", "emailaddress"), "email"],
        [columns.named("userid", "customerid"), "userId"],
      ],
      id: columns.all[0],
      feedback: answersOf(
        columns,
        columns.except(
          /^(|startdateutc|stagedateutc|submitdateutc|networkid|tags|ending|responsetype|email|youremail|whatisyouremail|emailaddress|userid|customerid|utm.*)$/,
        ),
      ),
    }),
  },
  {
    name: "hotjar",
    fits: (names) => has(names, "number", "user", "datesubmitted", "sourceurl", "browser"),
    meaning: (columns) => {
      const emotion = columns.all.find(({ name, type }) => type !== "empty" && /^emotion/i.test(name));
      const message = columns.named("message");
      const questions = columns.except(
        /^(number|user|userid|datesubmitted|country|sourceurl|device|browser|os|operatingsystem|hotjaruserid|tags|recordingurl|screenshot.*|emotion.*|message)$/,
      );
      return {
        time: columns.named("datesubmitted"),
        contact: [
          [columns.named("userid"), "userId"],
          [columns.named("user", "hotjaruserid"), "anonymousId"],
        ],
        id: columns.named("number"),
        feedback: [
          ...(emotion ? [scoreOf(emotion, message, { type: "rating", scaleMax: 5 })] : []),
          ...answersOf(columns, questions),
        ],
      };
    },
  },
  {
    name: "hubspot",
    fits: (names) =>
      has(names, "surveyname", "surveytype") && (names.has("sentiment") || names.has("surveysubmissiondate")),
    meaning: (columns) => {
      const score = columns.named("value", "response", "rating", "score");
      const comment = columns.named("content", "responsetext", "comment", "followupresponse");
      const kind = columns.named("surveytype")?.examples[0]?.toUpperCase() ?? "";
      const type = /NPS|LOYALTY/.test(kind) ? "nps" : /CES|SUPPORT/.test(kind) ? "ces" : "csat";
      return {
        time: columns.named("surveysubmissiondate", "submissiondate", "responsedate", "createdate"),
        contact: [
          [columns.named("contactemail", "email"), "email"],
          [columns.named("contactid", "associatedcontactid"), "userId"],
        ],
        id: columns.named("feedbacksubmissionid", "recordid", "submissionid"),
        channel: columns.named("surveychannel", "channel"),
        feedback: score?.type === "number" ? [scoreOf(score, comment, { type })] : [],
      };
    },
  },
  {
    name: "google_forms",
    // Its columns are the questions and a time; the first is called so in the language of who made the form.
    fits: (_names, [first, ...others]) =>
      first !== undefined &&
      /^(timestamp|zeitstempel|horodateur|marca temporal)$/i.test(first.name.trim()) &&
      first.type === "time" &&
      others.some(({ name }) => /\?\s*$/.test(name) || name.trim().split(/\s+/).length >= 5),
    meaning: (columns) => ({
      time: columns.all[0],
      contact: [[columns.named("emailaddress", "username", "emailadresse", "nutzername", "email"), "email"]],
      feedback: answersOf(
        columns,
        columns.except(
          /^(timestamp|zeitstempel|horodateur|marcatemporal|emailaddress|username|emailadresse|nutzername|email|score)$/,
        ),
      ),
    }),
  },
];
