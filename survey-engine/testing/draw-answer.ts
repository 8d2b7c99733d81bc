import type { AskedQuestion } from "../questions.ts";
import { scaleOf } from "../types/scale.ts";
import type { Around } from "../types/type-rules.ts";
import type { Draw } from "./draw-survey.ts";

/** Something that may be given to a question, as it is kept or as people type it. */
export function drawAnswer(draw: Draw, question: AskedQuestion, { find }: Pick<Around, "find">): unknown {
  if (question.mayDecline && draw(6) === 0) return { skipped: "declined" };
  const scale = scaleOf(question, find);
  if (scale) {
    const point = scale[0] + draw(scale[1] - scale[0] + 1);
    return draw(3) === 0 ? String(point) : point;
  }
  switch (question.type) {
    case "fcr":
      return draw(2) === 0;
    case "consent":
      return true;
    case "single":
    case "dropdown":
      return question.other && draw(3) === 0 ? { other: "Mine" } : question.options[draw(question.options.length)]?.id;
    case "multiple":
      return question.none && draw(4) === 0 ? ["none"] : question.options.slice(0, 1 + draw(2)).map(({ id }) => id);
    case "text":
      return ["Fine", "  Good \r\n too ", "👩‍👩‍👧‍👦 ok", "<b>bold</b>"][draw(4)];
    case "callback":
      return { number: "+49 (0)30 901 820", window: question.windows[0]?.id };
    case "number":
      return ["4,5", "4.5", "٤٫٥", "-3", 2, 0.1][draw(6)];
    case "date":
      return "2024-02-29";
    case "email":
      return "ann@example.com";
    case "phone":
      return "030/901820";
    case "contact":
      return draw(2) === 0 ? { name: "Ann" } : { email: "ann@example.com", name: "Ann" };
    case "matrix":
      return Object.fromEntries(
        question.rows.map(({ id }) => [id, question.columns[draw(question.columns.length)]?.id]),
      );
    case "ranking":
      return question.options.slice(0, question.places ?? question.options.length).map(({ id }) => id);
    case "slider":
      return question.least + question.by * draw(3);
    default:
      return [{ id: "f1", name: "a.png", type: "image/png", bytes: 10 }];
  }
}

/** What no question takes. */
export function drawNonsense(draw: Draw): unknown {
  const all = [
    Number.NaN,
    -99,
    "\0",
    "\ud800",
    { skipped: "x" },
    { other: 3 },
    [[]],
    { a: "b" },
    "x".repeat(50_000),
    ["no", "no"],
  ];
  return all[draw(all.length)];
}
