import { askCallBack, askCes, askCsat, askText, atLeast, atMost, option, other, page, survey } from "./questions.ts";
import { both, type Template } from "./template.ts";

/** Satisfaction and effort once an order has arrived. */
export const postPurchase: Template = {
  id: "post_purchase",
  name: both("After a purchase", "Nach dem Einkauf"),
  says: both(
    "Two days after delivery: did it do the job, and how easy was it?",
    "Zwei Tage nach der Lieferung: Hat es gepasst, und wie leicht war es?",
  ),
  measures: { csat: "csat", ces: "ces" },
  definition: survey(both("Your order", "Ihre Bestellung"), [
    page("score", [
      askCsat(
        both(
          "Overall, how satisfied are you with your order?",
          "Wie zufrieden sind Sie insgesamt mit Ihrer Bestellung?",
        ),
      ),
    ]),
    page("effort", [
      askCes(both("It was easy to get what I wanted.", "Es war einfach, zu bekommen, was ich wollte.")),
      askText(both("What should we have done better?", "Was hätten wir besser machen sollen?"), {
        id: "better",
        show: atMost("answers.csat", 3),
      }),
      askText(both("What did you like most?", "Was hat Ihnen am besten gefallen?"), {
        id: "liked",
        show: atLeast("answers.csat", 4),
      }),
    ]),
    page("back", [askCallBack()], { show: atMost("answers.csat", 2) }),
  ]),
};

/** Quality of each thing of an order, for as many as were bought. */
export const productQuality: Template = {
  id: "product_quality",
  name: both("Quality of each product", "Qualität jedes Produkts"),
  says: both(
    "Two weeks after delivery, for each line of the order that the link or the event brings.",
    "Zwei Wochen nach der Lieferung, für jede Zeile der Bestellung, die der Link oder das Ereignis mitbringt.",
  ),
  measures: { quality: "quality" },
  definition: {
    ...survey(both("What you bought", "Was Sie gekauft haben"), []),
    hidden: [{ id: "lines", kind: "list" }],
    scores: [{ id: "order", how: "mean", of: [{ answer: "quality" }] }],
    blocks: [
      {
        id: "line",
        title: both("{{item.name}}", "{{item.name}}"),
        repeat: { over: "hidden.lines", most: 5 },
        pages: [
          page("product", [
            {
              id: "quality",
              type: "rating",
              points: 5,
              look: "stars",
              text: both("What is the quality of {{item.name}}?", "Welche Qualität hat {{item.name}}?"),
              ends: { low: both("Poor", "Schlecht"), high: both("Excellent", "Ausgezeichnet") },
              require: true,
              mayNotApply: true,
            },
            {
              id: "fault",
              type: "single",
              text: both("What is wrong with it?", "Was stimmt daran nicht?"),
              options: [
                option("broken", "It is broken", "Es ist kaputt"),
                option("different", "It is not as described", "Es ist anders als beschrieben"),
                option("size", "It does not fit", "Es passt nicht"),
              ],
              other,
              show: atMost("answers.quality", 3),
            },
          ]),
        ],
      },
      {
        id: "all",
        pages: [
          page("last", [
            askText(both("What should we know about your order?", "Was sollten wir über Ihre Bestellung wissen?")),
          ]),
        ],
      },
    ],
  },
};

/** Why somebody leaves. */
export const churnExit: Template = {
  id: "churn_exit",
  name: both("When somebody leaves", "Wenn jemand geht"),
  says: both(
    "On the day of the cancellation: the main reason, in the customer's own order, and whether they would come back.",
    "Am Tag der Kündigung: der wichtigste Grund, und ob ein Wiedersehen denkbar ist.",
  ),
  measures: { reason: "reasons" },
  definition: survey(both("Before you go", "Bevor Sie gehen"), [
    page("why", [
      {
        id: "reason",
        type: "single",
        text: both("What is the main reason why you leave?", "Was ist der wichtigste Grund, warum Sie gehen?"),
        options: [
          option("price", "It costs too much", "Es kostet zu viel"),
          option("need", "I no longer need it", "Ich brauche es nicht mehr"),
          option("quality", "It did not do what I wanted", "Es hat nicht getan, was ich wollte"),
          option("service", "The service was poor", "Der Service war schlecht"),
          option("competitor", "I found something better", "Ich habe etwas Besseres gefunden"),
        ],
        other,
        shuffle: true,
        require: true,
        mayDecline: true,
      },
    ]),
    page("details", [
      askText(both("What went wrong?", "Was ist schiefgegangen?"), {
        id: "wrong",
        show: { field: "answers.reason", op: "in", value: ["quality", "service"] },
      }),
      askText(both("Where do you go?", "Wohin wechseln Sie?"), {
        id: "competitor",
        show: { field: "answers.reason", op: "eq", value: "competitor" },
      }),
      {
        id: "return",
        type: "rating",
        points: 5,
        look: "numbers",
        text: both("Would you come back one day?", "Würden Sie eines Tages wiederkommen?"),
        ends: { low: both("Certainly not", "Sicher nicht"), high: both("Certainly", "Sicher") },
      },
    ]),
    page("back", [askCallBack()], { show: { field: "answers.reason", op: "in", value: ["quality", "service"] } }),
  ]),
};
