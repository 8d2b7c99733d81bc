import { expect, test } from "vitest";
import type { Condition } from "../contracts/log/conditions.ts";
import { describe as inWords, type Translate } from "./describe.ts";
import { english } from "./english.ts";

const symbols: Translate = (key, values) => {
  const name = key.replace("conditions.", "");
  const shown = Object.values(values).join(", ");
  if (name === "and") return " & ";
  if (name === "or") return " | ";
  if (name === "separator") return "/";
  if (name === "text") return `“${shown}”`;
  if (name === "group") return `(${shown})`;
  return shown === "" ? name : `${name}[${shown}]`;
};

const paid: Condition = { field: "properties.order.total", op: "gt", value: 50 };
const web: Condition = { field: "channel", op: "eq", value: "web" };

test.each<[Condition, string]>([
  [{ all: [] }, "always"],
  [{ any: [] }, "never"],
  [web, "op.eq[field.channel, “web”]"],
  [{ all: [{ any: [web] }] }, "op.eq[field.channel, “web”]"],
  [{ not: { field: "feedback.text", op: "exists" } }, "not[op.exists[field.feedback_text]]"],
  [
    { all: [web, { any: [paid, { field: "feedback.type", op: "eq", value: "nps" }] }] },
    "op.eq[field.channel, “web”] & (op.gt[field.properties[order › total], number[50]] | op.eq[field.feedback_type, feedbackType.nps])",
  ],
  [
    { field: "feedback.score", op: "between", value: [9, 10] },
    "op.between[field.feedback_score, number[9], number[10]]",
  ],
  [
    { field: "traits.a", op: "in", value: [true, "b", "c", "d", "e", "f", "g"] },
    "op.in[field.traits[a], more[true/“b”/“c”/“d”/“e”, 2]]",
  ],
  [
    { did: { event: "Order Completed", where: web, atLeast: 2, withinDays: 30 } },
    "withinDays[where[did[“Order Completed”, 2], op.eq[field.channel, “web”]], 30]",
  ],
])("%j", (condition, expected) => {
  expect(inWords(condition, symbols)).toBe(expected);
});

test.each<[Condition, string]>([
  [
    { all: [{ field: "event", op: "eq", value: "Order {field} Completed" }, paid] },
    "event is “Order {field} Completed” and property order › total is more than 50",
  ],
  [{ did: { event: "Sign Up", withinDays: 1 } }, "did “Sign Up” at least once in the last day"],
  [
    { did: { event: "Sign Up", where: { any: [web, paid] }, atLeast: 2 } },
    "did “Sign Up” at least 2 times where (channel is “web” or property order › total is more than 50)",
  ],
  [
    { field: "feedback.type", op: "not_in", value: ["nps", "csat", "ces", "text", "date", "rating"] },
    "kind of feedback is none of NPS, CSAT, CES, text, date and 1 more",
  ],
  [{ not: { field: "traits.city", op: "not_exists" } }, "not (customer’s city is missing)"],
])("in English: %j", (condition, expected) => {
  expect(inWords(condition, english)).toBe(expected);
});
