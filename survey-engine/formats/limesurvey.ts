import type { Language, Page, Shown, Text } from "../definition.ts";
import type { Option, Question } from "../questions.ts";
import { draft, type Imported, Notes, numberOf, scaleQuestion } from "./imported.ts";
import { readExpression } from "./read-expression.ts";

/** A row of the file by its column; the first column is `id` or, before LimeSurvey 3, `related_id`. */
type Row = Readonly<Record<string, string>>;

/** A group, question, sub-question or answer, with its text in each language. */
interface Part {
  path: string;
  row: Row;
  text: Record<Language, string>;
  help: Record<Language, string>;
  parts: Part[];
}

/**
 * A survey of LimeSurvey (https://www.limesurvey.org), as it writes its structure as tab separated values: a row for each setting (S, SL),
 * group (G), question (Q), sub-question (SQ) and answer (A), the base language first and the others after it in the same order. A group
 * is a page here. Relevance is kept where it compares answers with values; quotas, assessments and validation by pattern are not.
 */
export function importLimeSurvey(tsv: string): Imported {
  return new LimeSurveyImport(rowsOf(tsv)).survey();
}

function rowsOf(tsv: string): Row[] {
  const [head = [], ...lines] = cellsOf(tsv.replace(/^\uFEFF/, ""));
  const names = head.map((name) => name.trim().toLowerCase());
  return lines.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])));
}

/** Cells parted by tabs; quoted ones hold tabs, line breaks and doubled quotes. */
function cellsOf(tsv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of tsv.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g)) {
    lines.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== "\t") lines.push([]);
  }
  return lines.filter((cells) => cells.some((cell) => cell !== ""));
}

const LEVELS: Readonly<Record<string, number>> = { G: 0, Q: 1, SQ: 2, A: 2 };

class LimeSurveyImport {
  private readonly notes = new Notes();
  private readonly settings = new Map<string, string>();
  private readonly titles: Record<Language, string> = {};
  private readonly groups: Part[] = [];
  private readonly languages: Language[] = [];
  private readonly ids = new Map<string, string>();
  private readonly questions = new Map<string, Question>();
  /** By question: their codes of answers and which id each became. */
  private readonly codes = new Map<string, Map<string, string>>();

  constructor(rows: readonly Row[]) {
    const counts = new Map<string, number>();
    let place: Part[] = [];
    for (const [index, row] of rows.entries()) {
      const { class: kind = "", name = "", text = "", language = "", help = "" } = row;
      if (kind === "S") this.settings.set(name, text);
      if (kind === "SL" && name === "surveyls_title") this.titles[language] = text;
      const level = LEVELS[kind];
      if (level === undefined) continue;
      if (!this.languages.includes(language)) {
        this.languages.push(language);
        counts.clear();
      }
      const parent = level === 0 ? this.groups : place[level - 1]?.parts;
      if (!parent) continue;
      // The same row of another language stands at the same place.
      const counter =
        level === 0
          ? ""
          : `${place
              .slice(0, level)
              .map(({ path }) => path)
              .join()}`;
      const number = counts.get(counter) ?? 0;
      counts.set(counter, number + 1);
      const part = parent[number] ?? { path: `row ${index + 2}`, row, text: {}, help: {}, parts: [] };
      parent[number] = part;
      part.text[language] = text || name;
      part.help[language] = help;
      place = [...place.slice(0, level), part];
    }
  }

  survey(): Imported {
    const base = this.settings.get("language") ?? this.languages[0] ?? "en";
    this.languages.sort((left, right) => Number(right === base) - Number(left === base));
    if (this.groups.length === 0) this.notes.lose("", "not_readable", { reason: "it has no groups of questions" });
    const pages = this.groups.map(
      (group): Page => ({
        id: this.notes.id("page", group.row.name ?? ""),
        title: this.words(group.text, group.path),
        ...this.shown(group),
        questions: group.parts.flatMap((part) => this.question(part) ?? []),
      }),
    );
    const title = Object.keys(this.titles).length > 0 ? this.titles : { [base]: "Survey" };
    const definition = draft(title, this.languages.length > 0 ? this.languages : [base], pages, {
      ...(this.settings.get("allowprev") === "N" && { mayGoBack: false }),
    });
    return { definition, lost: this.notes.lost, ids: Object.fromEntries(this.ids) };
  }

  private words(text: Record<Language, string>, path: string): Text {
    return Object.fromEntries(Object.entries(text).map(([language, html]) => [language, this.notes.words(html, path)]));
  }

  private shown({ row, path }: Part): Shown {
    const { relevance = "" } = row;
    if (relevance === "" || relevance === "1") return {};
    const show = readExpression(relevance, (name, value) => this.fieldOf(name, value));
    if (!show) this.notes.lose(path, "dropped_condition", { condition: relevance.slice(0, 200) });
    return show ? { show } : {};
  }

  /** `Q1.NAOK` is the answer to Q1, `Q1_SQ001.NAOK` that of a sub-question. */
  private fieldOf(
    name: string,
    value: string | number | boolean | undefined,
  ): { field: string; value?: string | number | boolean } | undefined {
    const code = name.replace(/\.NAOK$/, "");
    const [root = "", below] = this.ids.has(code) ? [code] : code.split("_", 2);
    const question = this.questions.get(this.ids.get(root) ?? "");
    if (!question) return undefined;
    const codes = this.codes.get(question.id);
    const field = `answers.${question.id}`;
    const ours = value === undefined ? undefined : (codes?.get(String(value)) ?? value);
    if (question.type === "multiple" && below !== undefined) {
      const option = `${field}.${codes?.get(below) ?? below}`;
      // Chosen is Y there, and not chosen nothing.
      return value === "Y" ? { field: option, value: true } : { field: option, ...(value === "" && { value: "" }) };
    }
    if (question.type === "matrix" && below !== undefined)
      return { field: `${field}.${codes?.get(below) ?? below}`, ...(ours !== undefined && { value: ours }) };
    return { field, ...(ours !== undefined && { value: ours }) };
  }

  private question(part: Part): Question | undefined {
    const { row, path } = part;
    const name = row.name ?? "";
    const id = this.notes.id("q", name);
    this.ids.set(name, id);
    const help = Object.values(part.help).some((each) => each !== "") ? { help: this.words(part.help, path) } : {};
    const asked = {
      id,
      text: this.words(part.text, path),
      ...help,
      ...this.shown(part),
      ...(row.mandatory === "Y" && { require: true as const }),
    };
    const question = this.typed(part, asked, row["type/scale"] ?? "");
    if (!question) return undefined;
    if ((row.validation ?? "") !== "") this.notes.lose(path, "dropped_setting", { name: "validation" });
    this.questions.set(id, question);
    return question;
  }

  private typed(part: Part, asked: Parameters<typeof scaleQuestion>[0] & Shown, type: string): Question | undefined {
    const { path, row } = part;
    const other = row.other === "Y" ? { other: { text: this.inAll("Other") } } : {};
    const shuffle = row.random_order === "1" ? { shuffle: true as const } : {};
    const became = (name: string) => this.notes.lose(path, "changed_type", { type, became: name });
    switch (type) {
      case "L":
      case "!":
      case "O":
        if (type === "O") became("single, without its comment");
        return {
          ...asked,
          type: type === "!" ? "dropdown" : "single",
          options: this.options(part, "A", asked.id),
          ...other,
          ...shuffle,
        };
      case "M":
      case "P": {
        if (type === "P") became("multiple, without its comments");
        const [least, most] = [numberOf(row.min_answers), numberOf(row.max_answers)];
        return {
          ...asked,
          type: "multiple",
          options: this.options(part, "SQ", asked.id),
          ...other,
          ...shuffle,
          ...(least && { least }),
          ...(most && { most }),
        };
      }
      case "S":
        return { ...asked, type: "text" };
      case "T":
      case "U":
        return { ...asked, type: "text", long: true };
      case "N": {
        const [least, most] = [numberOf(row.min_num_value_n), numberOf(row.max_num_value_n)];
        return {
          ...asked,
          type: "number",
          ...(row.num_value_int_only !== "1" && { decimals: 6 }),
          ...(least !== undefined && { least }),
          ...(most !== undefined && { most }),
        };
      }
      case "D":
        return { ...asked, type: "date" };
      case "Y":
      case "G":
        return {
          ...asked,
          type: "single",
          options: this.fixed(asked.id, type === "Y" ? { Y: "Yes", N: "No" } : { F: "Female", M: "Male" }),
        };
      case "5":
        return {
          ...scaleQuestion(asked, [1, 5], { low: undefined, high: undefined }, "numbers", this.notes, path),
          ...asked,
        };
      case "A":
      case "B":
      case "C":
      case "E":
      case "F":
      case "H":
        return this.matrix(part, asked, type);
      case "R":
        return { ...asked, type: "ranking", options: this.options(part, "A", asked.id), ...shuffle };
      case "X":
      case "*":
        if (type === "*") became("statement");
        return { id: asked.id, type: "statement", text: asked.text, ...(asked.show && { show: asked.show }) };
      case "|":
        this.notes.lose(path, "dropped_setting", { name: "allowed_filetypes" });
        return {
          ...asked,
          type: "file",
          accepts: ["image/png", "image/jpeg", "application/pdf"],
          bytes: 10_000_000,
          most: 1,
        };
      default:
        this.notes.lose(path, "unknown_type", { type });
        return undefined;
    }
  }

  private matrix(part: Part, asked: Parameters<typeof scaleQuestion>[0] & Shown, type: string): Question {
    const rows = this.options(part, "SQ", asked.id).map(({ id, text }) => ({ id, text }));
    const rowCodes = this.codes.get(asked.id) ?? new Map<string, string>();
    const scales: Record<string, Record<string, string>> = {
      A: numbered(5),
      B: numbered(10),
      C: { Y: "Yes", N: "No", U: "Uncertain" },
      E: { I: "Increase", S: "Same", D: "Decrease" },
    };
    const scale = scales[type];
    const columns = scale ? this.fixed(asked.id, scale) : this.options(part, "A", asked.id);
    this.codes.set(asked.id, new Map([...(this.codes.get(asked.id) ?? []), ...rowCodes]));
    if (type === "H") this.notes.lose(part.path, "changed_type", { type, became: "matrix by row" });
    return { ...asked, type: "matrix", form: "table", rows, columns };
  }

  private options(part: Part, kind: "A" | "SQ", question: string): Option[] {
    const own = new Notes();
    const codes = new Map<string, string>();
    const options = part.parts
      .filter(({ row }) => row.class === kind)
      .map(({ row, text, path }): Option => {
        const code = row.name ?? "";
        const id = own.id(kind === "A" ? "a" : "sq", code);
        codes.set(code, id);
        const score = kind === "A" ? numberOf(row.relevance) : undefined;
        return { id, text: this.words(text, path), ...(score && { score }) };
      });
    this.codes.set(question, codes);
    return options;
  }

  /** Options that LimeSurvey has words of its own for. */
  private fixed(question: string, words: Readonly<Record<string, string>>): Option[] {
    const own = new Notes();
    const codes = new Map<string, string>();
    const options = Object.entries(words).map(([code, said]): Option => {
      const id = own.id("a", code);
      codes.set(code, id);
      const score = numberOf(code);
      return { id, text: this.inAll(said), ...(score !== undefined && { score }) };
    });
    this.codes.set(question, codes);
    return options;
  }

  /** The base language alone: the others are for who translates. */
  private inAll(said: string): Text {
    return { [this.settings.get("language") ?? this.languages[0] ?? "en"]: said };
  }
}

function numbered(points: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: points }, (_each, index) => [String(index + 1), String(index + 1)]));
}
