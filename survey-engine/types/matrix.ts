import type { Matrix } from "../questions.ts";
import { textIn } from "../text-in.ts";
import { isRecord, refused, rulesOf, type Taken, taken } from "./type-rules.ts";

interface MatrixAnswer {
  readonly [row: string]: string;
}

function worthOf(answer: MatrixAnswer, { columns }: Matrix): number[] {
  return Object.values(answer).flatMap((column) => columns.find(({ id }) => id === column)?.score ?? []);
}

/** Conditions see the column's id below the row's. In a score it is worth the mean of its rows. */
export const matrix = rulesOf<"matrix", MatrixAnswer>({
  take(given, question, _around, path): Taken<MatrixAnswer> {
    if (!isRecord(given)) return refused(path, "wrong_type");
    const odd = Object.keys(given).find((key) => !question.rows.some(({ id }) => id === key));
    if (odd !== undefined) return refused(`${path}.${odd.slice(0, 50)}`, "unexpected");
    const answer: Record<string, string> = {};
    for (const { id } of question.rows) {
      const column = given[id];
      const isBlank = column === undefined || column === null || column === "";
      // Half an answer is asked for the rest where there must be one.
      if (isBlank && question.require === true) return refused(`${path}.${id}`, "required");
      if (isBlank) continue;
      if (typeof column !== "string") return refused(`${path}.${id}`, "wrong_type");
      if (!question.columns.some((each) => each.id === column))
        return refused(`${path}.${id}`, "not_one_of", { given: column.slice(0, 50) });
      answer[id] = column;
    }
    return taken(answer);
  },
  seen: (answer) => answer,
  said(answer, { rows, columns }, { language }) {
    const said = rows.flatMap(({ id, text }) => {
      const column = columns.find((each) => each.id === answer[id]);
      return column ? [`${textIn(text, language)}: ${textIn(column.text, language)}`] : [];
    });
    return said.join("; ");
  },
  worth(answer, question) {
    const values = worthOf(answer, question);
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
  },
  ends({ columns }) {
    const scores = columns.flatMap(({ score }) => score ?? []);
    return scores.length > 0 ? [Math.min(...scores), Math.max(...scores)] : [0, 0];
  },
});
