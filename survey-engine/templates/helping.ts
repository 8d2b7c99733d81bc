import { askCallBack, askCes, askCsat, askEmotion, askFcr, askText, atMost, page, survey } from "./questions.ts";
import { both, type Template } from "./template.ts";

/** After a request to the support. */
export const support: Template = {
  id: "support",
  name: both("After a request for help", "Nach einer Anfrage"),
  says: both(
    "When a case is closed: was it resolved at once, and how satisfied is the customer with the help?",
    "Wenn ein Fall geschlossen ist: Wurde er gleich gelöst, und wie zufrieden ist der Kunde mit der Hilfe?",
  ),
  measures: { fcr: "fcr", csat: "csat" },
  definition: survey(
    both("Your request", "Ihre Anfrage"),
    [
      page("resolved", [askFcr()]),
      page("score", [
        askCsat(both("How satisfied are you with our help?", "Wie zufrieden sind Sie mit unserer Hilfe?")),
        askText(both("What is still open?", "Was ist noch offen?"), {
          id: "open",
          show: { field: "answers.fcr", op: "eq", value: false },
        }),
        askText(both("What could we do better?", "Was können wir besser machen?")),
      ]),
      page("back", [askCallBack()], {
        show: { any: [{ field: "answers.fcr", op: "eq", value: false }, atMost("answers.csat", 2)] },
      }),
    ],
    { purpose: "transactional" },
  ),
};

/** After the first weeks with a product or service. */
export const onboarding: Template = {
  id: "onboarding",
  name: both("After getting started", "Nach dem Start"),
  says: both(
    "Two weeks after the start: how easy was it, and what got in the way?",
    "Zwei Wochen nach dem Start: Wie leicht war es, und was hat gestört?",
  ),
  measures: { ces: "ces" },
  definition: survey(both("Getting started", "Ihr Start"), [
    page("effort", [
      askCes(both("It was easy to get started.", "Der Einstieg war einfach."), { require: true }),
      askText(both("What got in your way?", "Was hat Sie aufgehalten?"), {
        id: "obstacle",
        show: atMost("answers.ces", 4),
      }),
      askText(both("What are you still missing?", "Was fehlt Ihnen noch?"), { id: "missing" }),
    ]),
  ]),
};

/** The three components of experience at one touchpoint, beside an overall rating that tells which of them matters. */
export const threeComponents: Template = {
  id: "three_components",
  name: both("Success, ease and emotion", "Erfolg, Leichtigkeit und Gefühl"),
  says: both(
    "At any touchpoint: did it work, how easy was it, how did it feel; with the overall rating that shows what counts most.",
    "An jedem Kontaktpunkt: Hat es geklappt, war es leicht, wie hat es sich angefühlt; dazu die Gesamtnote, die zeigt, was zählt.",
  ),
  measures: { success: "success", ces: "ces", emotion: "emotion", csat: "csat" },
  definition: {
    ...survey(both("Your visit", "Ihr Besuch"), [
      page("parts", [
        {
          id: "success",
          type: "rating",
          points: 5,
          look: "numbers",
          text: both("Could you do what you came for?", "Konnten Sie erledigen, wofür Sie gekommen sind?"),
          ends: { low: both("Not at all", "Gar nicht"), high: both("Completely", "Ganz") },
          require: true,
        },
        askCes(both("It was easy to do.", "Es war einfach.")),
        askEmotion(both("How did it feel?", "Wie hat es sich angefühlt?")),
      ]),
      page("overall", [
        askCsat(
          both(
            "Overall, how satisfied are you with {{hidden.touchpoint|your visit}}?",
            "Wie zufrieden sind Sie insgesamt mit {{hidden.touchpoint|Ihrem Besuch}}?",
          ),
        ),
        askText(both("What is the reason for your rating?", "Was ist der Grund für Ihre Bewertung?")),
      ]),
    ]),
    hidden: [{ id: "touchpoint", kind: "text" }],
  },
};

/** One tap in passing. */
export const kioskSmiley: Template = {
  id: "kiosk_smiley",
  name: both("Smileys at the exit", "Smileys am Ausgang"),
  says: both(
    "On a screen that people pass: one tap, nothing typed.",
    "Auf einem Bildschirm im Vorbeigehen: ein Tippen, kein Text.",
  ),
  measures: { csat: "csat" },
  definition: survey(both("How was it today?", "Wie war es heute?"), [
    page("smile", [
      askCsat(both("How satisfied are you today?", "Wie zufrieden sind Sie heute?"), {
        look: "smileys",
        labels: [
          both("Very dissatisfied", "Sehr unzufrieden"),
          both("Dissatisfied", "Unzufrieden"),
          both("Neither", "Weder noch"),
          both("Satisfied", "Zufrieden"),
          both("Very satisfied", "Sehr zufrieden"),
        ],
      }),
    ]),
  ]),
};
