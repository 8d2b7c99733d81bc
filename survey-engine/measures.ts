import type { Text } from "./definition.ts";

/** What stands under a question that makes a number: said to who writes the survey, in words of the field. */
export interface Measure {
  scale: Text;
  /** Which end is good. */
  direction: Text;
  /** How answers become the number. */
  scoring: Text;
  /** Where the formula is from. */
  source: string;
}

/** The numbers that questions of the templates make; `docs/metrics.md` says how each is computed. */
export const measures = {
  nps: {
    scale: { en: "0 to 10", de: "0 bis 10" },
    direction: { en: "10 is extremely likely", de: "10 ist äußerst wahrscheinlich" },
    scoring: {
      en: "% of 9 and 10 less % of 0 to 6, −100 to 100",
      de: "Anteil 9 und 10 minus Anteil 0 bis 6, −100 bis 100",
    },
    source: "Reichheld, The One Number You Need to Grow, Harvard Business Review 2003",
  },
  csat: {
    scale: { en: "1 to 5", de: "1 bis 5" },
    direction: { en: "5 is very satisfied", de: "5 ist sehr zufrieden" },
    scoring: { en: "% of 4 and 5 (top two boxes)", de: "Anteil 4 und 5 (die zwei besten Stufen)" },
    source: "Farris, Bendle, Pfeifer and Reibstein, Marketing Metrics, 2010",
  },
  ces: {
    scale: { en: "1 to 7, agreement that it was easy", de: "1 bis 7, Zustimmung, dass es einfach war" },
    direction: { en: "7 is easy", de: "7 ist einfach" },
    scoring: { en: "mean, and % of 5 to 7", de: "Mittelwert und Anteil 5 bis 7" },
    source: "Dixon, Toman and DeLisi, The Effortless Experience, 2013 (CES 2.0)",
  },
  fcr: {
    scale: { en: "yes or no", de: "ja oder nein" },
    direction: { en: "yes is good", de: "ja ist gut" },
    scoring: { en: "% of yes among all who answered (gross)", de: "Anteil ja an allen Antworten (brutto)" },
    source: "ISO 18295-1:2017, as asked of customers",
  },
  emotion: {
    scale: { en: "−2 to 2", de: "−2 bis 2" },
    direction: { en: "2 is delightful", de: "2 ist begeisternd" },
    scoring: { en: "mean", de: "Mittelwert" },
    source: "Bradley and Lang, valence of the Self-Assessment Manikin, 1994, on five faces",
  },
  expectation_gap: {
    scale: { en: "both 1 to 5", de: "beide 1 bis 5" },
    direction: { en: "above 0 is better than expected", de: "über 0 ist besser als erwartet" },
    scoring: { en: "mean satisfaction less mean expectation", de: "mittlere Zufriedenheit minus mittlere Erwartung" },
    source: "Parasuraman, Zeithaml and Berry, SERVQUAL, Journal of Retailing 1988",
  },
  success: {
    scale: { en: "1 to 5", de: "1 bis 5" },
    direction: { en: "5 is fully done", de: "5 ist ganz erledigt" },
    scoring: { en: "mean of each, and of the overall rating", de: "Mittelwert von jedem und der Gesamtnote" },
    source: "Temkin Experience Ratings (success, effort, emotion), 2011",
  },
  quality: {
    scale: { en: "1 to 5 for each product", de: "1 bis 5 für jedes Produkt" },
    direction: { en: "5 is excellent", de: "5 ist ausgezeichnet" },
    scoring: { en: "mean by product", de: "Mittelwert je Produkt" },
    source: "Garvin, Competing on the Eight Dimensions of Quality, Harvard Business Review 1987 (perceived quality)",
  },
  agreement: {
    scale: { en: "1 to 5, agreement", de: "1 bis 5, Zustimmung" },
    direction: { en: "5 is full agreement", de: "5 ist volle Zustimmung" },
    scoring: {
      en: "mean of the statements, for groups of five people and more",
      de: "Mittelwert der Aussagen, für Gruppen ab fünf Personen",
    },
    source: "Likert, A Technique for the Measurement of Attitudes, 1932",
  },
  fit: {
    scale: { en: "very, somewhat, not disappointed", de: "sehr, etwas, nicht enttäuscht" },
    direction: { en: "very disappointed is good", de: "sehr enttäuscht ist gut" },
    scoring: {
      en: "% of very disappointed; 40 % is the usual mark",
      de: "Anteil sehr enttäuscht; 40 % gelten als Marke",
    },
    source: "Ellis, the 40 % test, 2009",
  },
  earned_share: {
    scale: { en: "one of a list", de: "eine Wahl aus einer Liste" },
    direction: { en: "by recommendation is earned", de: "durch Empfehlung ist verdient" },
    scoring: {
      en: "% of new customers who came by recommendation",
      de: "Anteil neuer Kunden, die durch Empfehlung kamen",
    },
    source: "Reichheld, Darnell and Burns, Net Promoter 3.0, Harvard Business Review 2021 (earned growth)",
  },
  recommended: {
    scale: { en: "yes or no, and how often", de: "ja oder nein, und wie oft" },
    direction: { en: "yes is good", de: "ja ist gut" },
    scoring: {
      en: "% who recommended in the last twelve months",
      de: "Anteil, der in den letzten zwölf Monaten empfohlen hat",
    },
    source: "Kumar, Petersen and Leone, How Valuable Is Word of Mouth?, Harvard Business Review 2007",
  },
  reasons: {
    scale: { en: "one of a list", de: "eine Wahl aus einer Liste" },
    direction: { en: "none is better", de: "keine ist besser" },
    scoring: { en: "% of each reason", de: "Anteil jedes Grundes" },
    source: "share of valid answers, with Wilson's interval",
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;
