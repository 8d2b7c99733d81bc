import type { NewQuestion } from "../../contracts/collect/questions.ts";

type Asked = Pick<NewQuestion, "name" | "key" | "kind" | "low" | "high" | "wordings">;

/** What the demo's customers are asked, under the keys that their answers carry. */
export const demoQuestions: readonly Asked[] = [
  {
    ...{ name: "Recommendation", key: "nps", kind: "nps", low: 0, high: 10 },
    wordings: {
      en: { text: "How likely are you to recommend us?", low: "not at all likely", high: "extremely likely" },
      de: {
        text: "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
        low: "gar nicht wahrscheinlich",
        high: "äußerst wahrscheinlich",
      },
    },
  },
  {
    ...{ name: "Satisfaction with this", key: "csat", kind: "csat", low: 1, high: 5 },
    wordings: {
      en: { text: "How satisfied are you with this?", low: "very dissatisfied", high: "very satisfied" },
      de: { text: "Wie zufrieden sind Sie damit?", low: "sehr unzufrieden", high: "sehr zufrieden" },
    },
  },
  {
    ...{ name: "Ease", key: "ces", kind: "ces", low: 1, high: 7 },
    wordings: {
      en: {
        text: "We made it easy for you. Do you agree?",
        low: "strongly disagree",
        high: "strongly agree",
      },
      de: { text: "Wir haben es Ihnen leicht gemacht. Stimmen Sie zu?", low: "gar nicht", high: "voll und ganz" },
    },
  },
  {
    ...{ name: "Expected beforehand", key: "expectation", kind: "expectation", low: 1, high: 5 },
    wordings: {
      en: { text: "How good did you expect this to be?", low: "very bad", high: "very good" },
      de: { text: "Wie gut hatten Sie es erwartet?", low: "sehr schlecht", high: "sehr gut" },
    },
  },
  {
    ...{ name: "Feeling", key: "emotion", kind: "emotion", low: -2, high: 2 },
    wordings: {
      en: { text: "How did it make you feel?", low: "awful", high: "delighted" },
      de: { text: "Wie haben Sie sich dabei gefühlt?", low: "furchtbar", high: "begeistert" },
    },
  },
  {
    ...{ name: "Resolved the first time", key: "resolved", kind: "fcr", low: 0, high: 1 },
    wordings: {
      en: { text: "Was your request resolved the first time?", low: "no", high: "yes" },
      de: { text: "Wurde Ihr Anliegen beim ersten Mal gelöst?", low: "nein", high: "ja" },
    },
  },
];
