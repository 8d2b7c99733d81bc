import { askNps, askText, atLeast, atMost, option, other, page, survey } from "./questions.ts";
import { both, type Template } from "./template.ts";

/** The relationship as a whole, twice a year. */
export const relationship: Template = {
  id: "relationship",
  name: both("Relationship", "Beziehung"),
  says: both(
    "Twice a year, after no particular event: would they recommend us, and why?",
    "Zweimal im Jahr, ohne besonderen Anlass: Würden sie uns empfehlen, und warum?",
  ),
  measures: { nps: "nps" },
  definition: survey(both("You and us", "Sie und wir"), [
    page("score", [askNps()]),
    page("why", [
      askText(
        both("What would have to change for a higher score?", "Was müsste sich ändern, damit Sie höher werten?"),
        {
          id: "change",
          show: atMost("answers.nps", 8),
        },
      ),
      askText(both("What do you value most?", "Was schätzen Sie am meisten?"), {
        id: "value",
        show: atLeast("answers.nps", 9),
      }),
      {
        id: "contact_me",
        type: "consent",
        purpose: "interview",
        text: both("You may contact me about my answers.", "Sie dürfen mich zu meinen Antworten ansprechen."),
      },
    ]),
  ]),
};

/** How new customers came. */
export const howHeard: Template = {
  id: "how_heard",
  name: both("How did you hear of us?", "Wie haben Sie von uns erfahren?"),
  says: both(
    "Right after the first order or the sign-up: the share of new customers that recommendations earned.",
    "Gleich nach der ersten Bestellung oder Anmeldung: der Anteil neuer Kunden, den Empfehlungen gebracht haben.",
  ),
  measures: { source: "earned_share" },
  definition: survey(both("How you found us", "Wie Sie uns gefunden haben"), [
    page("heard", [
      {
        id: "source",
        type: "single",
        text: both("What brought you to us most of all?", "Was hat Sie vor allem zu uns gebracht?"),
        options: [
          option("recommended", "Somebody recommended you", "Eine Empfehlung"),
          option("search", "I searched for it", "Eigene Suche"),
          option("advertisement", "An advertisement", "Werbung"),
          option("press", "An article or a review", "Ein Artikel oder Test"),
          option("passed", "I came across you", "Zufall"),
        ],
        other,
        shuffle: true,
        require: true,
      },
      {
        id: "who",
        type: "single",
        text: both("Who recommended us?", "Wer hat uns empfohlen?"),
        options: [
          option("friend", "A friend or relative", "Freunde oder Familie"),
          option("colleague", "A colleague", "Jemand aus der Arbeit"),
          option("expert", "An expert or seller", "Eine Fachperson"),
          option("online", "Somebody online", "Jemand im Netz"),
        ],
        mayDecline: true,
        show: { field: "answers.source", op: "eq", value: "recommended" },
      },
    ]),
  ]),
};

/** What people did, rather than what they would do. */
export const haveRecommended: Template = {
  id: "have_recommended",
  name: both("Have you recommended us?", "Haben Sie uns empfohlen?"),
  says: both(
    "Once a year: who really recommended us, and to how many.",
    "Einmal im Jahr: wer uns wirklich empfohlen hat, und wie vielen.",
  ),
  measures: { recommended: "recommended" },
  definition: survey(both("Recommending us", "Uns empfehlen"), [
    page("did", [
      {
        id: "recommended",
        type: "single",
        text: both(
          "Have you recommended us in the last twelve months?",
          "Haben Sie uns in den letzten zwölf Monaten empfohlen?",
        ),
        options: [
          option("yes", "Yes", "Ja", { score: 1 }),
          option("no", "No", "Nein", { score: 0 }),
          option("against", "I advised against you", "Ich habe abgeraten", { score: 0 }),
        ],
        require: true,
      },
      {
        id: "people",
        type: "number",
        least: 1,
        most: 1_000,
        text: both("To how many people, about?", "Etwa wie vielen Menschen?"),
        show: { field: "answers.recommended", op: "eq", value: "yes" },
      },
      askText(both("What did you tell them?", "Was haben Sie gesagt?"), {
        id: "told",
        show: { field: "answers.recommended", op: "in", value: ["yes", "against"] },
      }),
    ]),
  ]),
};

/** Whether a product would be missed. */
export const productMarketFit: Template = {
  id: "product_market_fit",
  name: both("Would they miss it?", "Würde es fehlen?"),
  says: both(
    "Of people who used the product at least twice in the last two weeks: who could not do without it.",
    "Von Menschen, die das Produkt in zwei Wochen mindestens zweimal genutzt haben: Wer könnte nicht darauf verzichten?",
  ),
  measures: { fit: "fit" },
  definition: {
    ...survey(both("Our product", "Unser Produkt"), [
      page("missed", [
        {
          id: "fit",
          type: "single",
          text: both(
            "How would you feel if you could no longer use {{hidden.product|our product}}?",
            "Wie ginge es Ihnen, wenn Sie {{hidden.product|unser Produkt}} nicht mehr nutzen könnten?",
          ),
          options: [
            option("very", "Very disappointed", "Sehr enttäuscht", { score: 1 }),
            option("somewhat", "Somewhat disappointed", "Etwas enttäuscht", { score: 0 }),
            option("not", "Not disappointed", "Nicht enttäuscht", { score: 0 }),
          ],
          require: true,
          mayNotApply: true,
        },
      ]),
      page("more", [
        askText(both("What is the main benefit that you get?", "Was ist der wichtigste Nutzen für Sie?"), {
          id: "benefit",
        }),
        askText(both("What would you use instead?", "Was würden Sie stattdessen nutzen?"), { id: "instead" }),
        askText(both("How can we improve it for you?", "Wie können wir es für Sie verbessern?"), { id: "improve" }),
      ]),
    ]),
    hidden: [{ id: "product", kind: "text" }],
  },
};
