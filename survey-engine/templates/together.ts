import { askCsat, askEmotion, askExpectation, askText, option, other, page, survey } from "./questions.ts";
import { both, type Template } from "./template.ts";

const agreement = [
  option("c1", "Strongly disagree", "Stimme gar nicht zu", { score: 1 }),
  option("c2", "Disagree", "Stimme nicht zu", { score: 2 }),
  option("c3", "Neither", "Weder noch", { score: 3 }),
  option("c4", "Agree", "Stimme zu", { score: 4 }),
  option("c5", "Strongly agree", "Stimme ganz zu", { score: 5 }),
];

/** What the people who deliver it say. Confidential, and shown for groups only. */
export const employeeVoice: Template = {
  id: "employee_voice",
  name: both("Voice of the team", "Stimme des Teams"),
  says: both(
    "Four times a year, in confidence: what helps colleagues to help customers, and what stops them.",
    "Viermal im Jahr, vertraulich: was dem Team hilft, Kunden zu helfen, und was es daran hindert.",
  ),
  measures: { work: "agreement" },
  definition: survey(
    both("Working for our customers", "Arbeiten für unsere Kunden"),
    [
      page("statements", [
        {
          id: "work",
          type: "matrix",
          form: "one_by_one",
          text: both("How far do you agree?", "Wie weit stimmen Sie zu?"),
          rows: [
            {
              id: "tools",
              text: both("I have what I need to help customers.", "Ich habe, was ich brauche, um Kunden zu helfen."),
            },
            {
              id: "say",
              text: both("I may decide what a customer needs.", "Ich darf entscheiden, was ein Kunde braucht."),
            },
            {
              id: "heard",
              text: both("When I report a problem, somebody acts.", "Wenn ich ein Problem melde, wird gehandelt."),
            },
            { id: "proud", text: both("I am proud of what we deliver.", "Ich bin stolz auf das, was wir leisten.") },
          ],
          columns: agreement,
          mayDecline: true,
        },
      ]),
      page("stops", [
        {
          id: "stopped",
          type: "multiple",
          text: both(
            "What stopped you from helping a customer lately?",
            "Was hat Sie zuletzt gehindert, einem Kunden zu helfen?",
          ),
          options: [
            option("rule", "A rule", "Eine Regel"),
            option("system", "A system", "Ein System"),
            option("time", "Not enough time", "Zu wenig Zeit"),
            option("knowledge", "I did not know how", "Mir fehlte Wissen"),
          ],
          other,
          none: { text: both("Nothing", "Nichts") },
          mayDecline: true,
        },
        askText(both("What should we change first?", "Was sollten wir zuerst ändern?")),
      ]),
    ],
    { scores: [{ id: "agreement", how: "mean", of: [{ answer: "work" }] }] },
  ),
};

/** After something that people came to. */
export const event: Template = {
  id: "event",
  name: both("After an event", "Nach einer Veranstaltung"),
  says: both("On the day after: how it was, and what to keep.", "Am Tag danach: wie es war, und was bleiben soll."),
  measures: { csat: "csat" },
  definition: survey(both("The event", "Die Veranstaltung"), [
    page("score", [
      askCsat(
        both(
          "Overall, how satisfied are you with the event?",
          "Wie zufrieden sind Sie insgesamt mit der Veranstaltung?",
        ),
      ),
    ]),
    page("parts", [
      {
        id: "parts",
        type: "matrix",
        form: "one_by_one",
        text: both("What did you think of these?", "Wie fanden Sie das Folgende?"),
        rows: [
          { id: "content", text: both("Content", "Inhalt") },
          { id: "speakers", text: both("Speakers", "Vortragende") },
          { id: "place", text: both("Place", "Ort") },
          { id: "organisation", text: both("Organisation", "Organisation") },
        ],
        columns: [
          option("c1", "Poor", "Schlecht", { score: 1 }),
          option("c2", "Fair", "Mäßig", { score: 2 }),
          option("c3", "Good", "Gut", { score: 3 }),
          option("c4", "Very good", "Sehr gut", { score: 4 }),
        ],
        mayNotApply: true,
      },
    ]),
    page("words", [askText(both("What should we keep or change?", "Was sollen wir behalten oder ändern?"))]),
  ]),
};

/** Somebody walks through the touchpoints that they met, one by one. */
export const walkInTheirShoes: Template = {
  id: "walk_in_their_shoes",
  name: both("Walk in their shoes", "In ihren Schuhen"),
  says: both(
    "A customer, or a colleague who plays one: which touchpoints they met, what they expected, how it was and how it felt. It lies over the map as a layer of its own.",
    "Ein Kunde, oder jemand aus dem Team in dieser Rolle: welche Kontaktpunkte, welche Erwartung, wie es war und sich anfühlte. Es liegt als eigene Ebene über der Karte.",
  ),
  measures: { csat: "csat", expectation: "expectation_gap", emotion: "emotion" },
  definition: {
    ...survey(both("Walk in their shoes", "In ihren Schuhen"), []),
    blocks: [
      {
        id: "way",
        pages: [
          page("met_page", [
            {
              id: "met",
              type: "multiple",
              text: both("Where did you meet us?", "Wo sind Sie uns begegnet?"),
              help: both("Choose up to five.", "Wählen Sie bis zu fünf."),
              options: [
                option("advertisement", "Advertisement", "Werbung"),
                option("website", "Website", "Website"),
                option("shop", "Shop", "Geschäft"),
                option("order", "Order", "Bestellung"),
                option("delivery", "Delivery", "Lieferung"),
                option("invoice", "Invoice", "Rechnung"),
                option("help", "Help", "Hilfe"),
                option("return", "Return", "Rückgabe"),
              ],
              other,
              most: 5,
              require: true,
            },
          ]),
        ],
      },
      {
        id: "touchpoint",
        title: both("{{item.name}}", "{{item.name}}"),
        repeat: { over: "answers.met", most: 5 },
        pages: [
          page("each", [
            askCsat(both("{{item.name}}: how satisfied were you?", "{{item.name}}: Wie zufrieden waren Sie?")),
            askExpectation(both("What had you expected?", "Was hatten Sie erwartet?"), "csat"),
            askEmotion(both("How did it feel?", "Wie hat es sich angefühlt?")),
            askText(both("What could be better?", "Was könnte besser sein?"), { id: "better" }),
          ]),
        ],
      },
    ],
  },
};
