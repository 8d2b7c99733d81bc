import type { Ending, Page, SurveyDefinition, Text, When } from "../definition.ts";
import type {
  CallBack,
  Ces,
  Csat,
  Emotion,
  Ends,
  Expectation,
  Fcr,
  Nps,
  OpenText,
  Option,
  Question,
} from "../questions.ts";
import { both } from "./template.ts";

// Questions as the templates ask them: each wording once, so that numbers of different surveys may be compared.

export const satisfied: Ends = {
  low: both("Very dissatisfied", "Sehr unzufrieden"),
  high: both("Very satisfied", "Sehr zufrieden"),
};

const agrees: Ends = {
  low: both("Strongly disagree", "Stimme überhaupt nicht zu"),
  high: both("Strongly agree", "Stimme voll und ganz zu"),
};

export function askCsat(text: Text, more: Partial<Csat> = {}): Csat {
  return { id: "csat", type: "csat", points: 5, look: "numbers", text, ends: satisfied, require: true, ...more };
}

export function askCes(text: Text, more: Partial<Ces> = {}): Ces {
  return { id: "ces", type: "ces", points: 7, direction: "high_is_easy", text, ends: agrees, ...more };
}

export function askNps(more: Partial<Nps> = {}): Nps {
  return {
    id: "nps",
    type: "nps",
    text: both(
      "How likely are you to recommend us to a friend or colleague?",
      "Wie wahrscheinlich ist es, dass Sie uns Freunden oder Kollegen empfehlen?",
    ),
    ends: {
      low: both("Not at all likely", "Überhaupt nicht wahrscheinlich"),
      high: both("Extremely likely", "Äußerst wahrscheinlich"),
    },
    require: true,
    ...more,
  };
}

export function askFcr(): Fcr {
  return {
    id: "fcr",
    type: "fcr",
    text: both("Was your request resolved at the first contact?", "Wurde Ihr Anliegen beim ersten Kontakt gelöst?"),
    require: true,
  };
}

export function askEmotion(text: Text): Emotion {
  return {
    id: "emotion",
    type: "emotion",
    question: "emotion",
    text,
    labels: [
      both("Awful", "Furchtbar"),
      both("Unpleasant", "Unangenehm"),
      both("Neither good nor bad", "Weder noch"),
      both("Pleasant", "Angenehm"),
      both("Delightful", "Begeisternd"),
    ],
  };
}

export function askExpectation(text: Text, beside: string): Expectation {
  return { id: "expectation", type: "expectation", question: "expectation", beside, text };
}

export function askText(text: Text, more: Partial<OpenText> = {}): OpenText {
  return { id: "comment", type: "text", long: true, text, ...more };
}

export function askCallBack(more: Partial<CallBack> = {}): CallBack {
  return {
    id: "callback",
    type: "callback",
    text: both("Shall we call you back?", "Sollen wir Sie zurückrufen?"),
    help: both("We call once, only about this.", "Wir rufen einmal an, nur zu diesem Thema."),
    windows: [
      { id: "morning", text: both("9 to 12 o’clock", "9 bis 12 Uhr") },
      { id: "afternoon", text: both("12 to 17 o’clock", "12 bis 17 Uhr") },
      { id: "evening", text: both("17 to 20 o’clock", "17 bis 20 Uhr") },
    ],
    ...more,
  };
}

export function option(id: string, en: string, de: string, more: Partial<Option> = {}): Option {
  return { id, text: both(en, de), ...more };
}

export const other = { text: both("Something else", "Etwas anderes") };

export function page(id: string, questions: Question[], more: Partial<Page> = {}): Page {
  return { id, questions, ...more };
}

export function atMost(field: string, value: number): When {
  return { field, op: "lte", value };
}

export function atLeast(field: string, value: number): When {
  return { field, op: "gte", value };
}

const thanks: Ending = {
  id: "thanks",
  title: both("Thank you.", "Vielen Dank."),
  text: both(
    "Somebody reads every answer. What comes of it we tell in our news.",
    "Jede Antwort wird gelesen. Was daraus wird, berichten wir in unseren Neuigkeiten.",
  ),
};

/** A survey of pages in one block. */
export function survey(title: Text, pages: Page[], more: Partial<SurveyDefinition> = {}): SurveyDefinition {
  return {
    format: 1,
    title,
    languages: ["en", "de"],
    purpose: "research",
    privacy: both(
      "We use your answers to get better, and keep them for two years. You may have them deleted at any time.",
      "Wir nutzen Ihre Antworten, um besser zu werden, und bewahren sie zwei Jahre auf. Sie können sie jederzeit löschen lassen.",
    ),
    blocks: [{ id: "main", pages }],
    endings: [thanks],
    ...more,
  };
}
