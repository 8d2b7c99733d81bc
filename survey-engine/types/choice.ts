import type { Choice } from "../answers.ts";
import type { Fault } from "../faults.ts";
import type { Dropdown, Multiple, Single } from "../questions.ts";
import { textIn } from "../text-in.ts";
import { takeText } from "./clean.ts";
import { type Around, isRecord, refused, rulesOf, type Taken, taken } from "./type-rules.ts";

/** Of what is typed beside "other". */
const MOST_OTHER = 500;

type ChoiceQuestion = Single | Dropdown | Multiple;

export function idOfChoice(choice: Choice): string {
  return typeof choice === "string" ? choice : "other";
}

export function sayChoice(choice: Choice, question: ChoiceQuestion, { language }: Pick<Around, "language">): string {
  if (typeof choice !== "string") return choice.other;
  if (choice === "none" && question.type === "multiple" && question.none) return textIn(question.none.text, language);
  const option = question.options.find(({ id }) => id === choice);
  return option ? textIn(option.text, language) : choice;
}

function takeChoice(given: unknown, question: ChoiceQuestion, path: string): { answer: Choice } | { faults: Fault[] } {
  if (isRecord(given) && question.other) {
    const text = takeText(given.other, `${path}.other`, MOST_OTHER, 1);
    return "faults" in text ? text : taken({ other: text.answer });
  }
  if (typeof given !== "string") return refused(path, "wrong_type");
  const isNone = given === "none" && question.type === "multiple" && question.none !== undefined;
  if (isNone || question.options.some(({ id }) => id === given)) return taken(given);
  return refused(path, "not_one_of", { given: given.slice(0, 50) });
}

function worthOf(choice: Choice, { options }: ChoiceQuestion): number | undefined {
  return options.find(({ id }) => id === choice)?.score;
}

function endsOf({ options }: ChoiceQuestion): [number, number] {
  const scores = options.flatMap(({ score }) => (score === undefined ? [] : [score]));
  return scores.length > 0 ? [Math.min(...scores), Math.max(...scores)] : [0, 0];
}

/** Conditions see the option's id; `other` for a text of one's own. */
export const single = rulesOf<"single" | "dropdown", Choice>({
  take: (given, question, _around, path) => takeChoice(given, question, path),
  seen: idOfChoice,
  said: sayChoice,
  worth: worthOf,
  ends: endsOf,
});

/** Conditions see `true` below the id of each chosen option: `answers.channels.email`. */
export const multiple = rulesOf<"multiple", readonly Choice[]>({
  take(given, question, _around, path): Taken<readonly Choice[]> {
    const list = typeof given === "string" ? [given] : given;
    if (!Array.isArray(list)) return refused(path, "wrong_type");
    const most = question.most ?? question.options.length + 2;
    // Not one is looked at where there are too many of them.
    if (list.length > most) return refused(path, "too_many", { maximum: most });
    const choices: Choice[] = [];
    for (const [index, each] of list.entries()) {
      const choice = takeChoice(each, question, `${path}.${index}`);
      if ("faults" in choice) return choice;
      const id = idOfChoice(choice.answer);
      if (choices.some((other) => idOfChoice(other) === id)) return refused(path, "given_twice", { given: id });
      choices.push(choice.answer);
    }
    if (choices.includes("none")) return choices.length > 1 ? refused(path, "excludes_others") : taken(choices);
    const least = question.least ?? 1;
    return choices.length < least ? refused(path, "too_few", { minimum: least }) : taken(choices);
  },
  seen: (answer) => Object.fromEntries(answer.map((choice) => [idOfChoice(choice), true])),
  said: (answer, question, around) =>
    new Intl.ListFormat(around.language).format(answer.map((choice) => sayChoice(choice, question, around))),
  worth(answer, question) {
    const values = answer.flatMap((choice) => worthOf(choice, question) ?? []);
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : undefined;
  },
  ends: endsOf,
});
