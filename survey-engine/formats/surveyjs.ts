import type { Language, Page, Shown, SurveyDefinition, Text } from "../definition.ts";
import type { ContactPart, Option, Question } from "../questions.ts";
import { draft, type Imported, isRecord, Notes, numberOf, recordsIn, scaleQuestion, textOf } from "./imported.ts";
import { readExpression } from "./read-expression.ts";

type Json = Record<string, unknown>;
type Asked = Parameters<typeof scaleQuestion>[0] & Shown & { help?: Text; require?: true };

/**
 * A survey of SurveyJS (https://surveyjs.io), as its Form Library loads it. Pages and what stands in panels are kept in order;
 * `visibleIf` and `requiredIf` are kept where they compare answers with values. Scripts, styles, triggers, validators by expression and
 * dynamic panels are not.
 */
export function importSurveyJs(json: unknown): Imported {
  return new SurveyJsImport(isRecord(json) ? json : {}).survey();
}

class SurveyJsImport {
  private readonly notes = new Notes();
  private readonly source: Json;
  private readonly base: Language;
  private readonly languages = new Set<Language>();
  private readonly ids = new Map<string, string>();
  private readonly questions = new Map<string, Question>();

  constructor(source: Json) {
    this.source = source;
    this.base = textOf(source.locale) || "en";
    this.languages.add(this.base);
  }

  survey(): Imported {
    const { source, notes } = this;
    const pages = recordsIn(source.pages);
    const listed = pages.length > 0 ? pages : [source];
    const made = listed.map((page, index): Page => {
      const path = pages.length > 0 ? `pages.${index}` : "";
      const title = pages.length > 0 ? this.text(page.title, `${path}.title`) : undefined;
      return {
        id: notes.id("page", textOf(page.name)),
        ...(title && { title }),
        ...(pages.length > 0 && this.shown(page, path)),
        questions: this.elements(page, path, {}),
      };
    });
    if (made.every(({ questions }) => questions.length === 0))
      notes.lose("", "not_readable", { reason: "it has no questions" });
    for (const key of ["triggers", "calculatedValues", "completedHtmlOnCondition", "navigateToUrl", "timeLimit"])
      if (source[key] !== undefined) notes.lose(key, "dropped_setting", { name: key });
    const title = this.text(source.title, "title") ?? { [this.base]: "Survey" };
    const thanks = this.text(source.completedHtml, "completedHtml");
    const definition: SurveyDefinition = draft(title, [...this.languages], made, {
      ...(thanks && { endings: [{ id: "end", title: thanks }] }),
    });
    return { definition, lost: notes.lost, ids: Object.fromEntries(this.ids) };
  }

  private text(value: unknown, path: string): Text | undefined {
    const all = isRecord(value) ? value : { default: value };
    const said = Object.entries(all).flatMap(([code, words]) => {
      const plain = this.notes.words(textOf(words), path).replace(/\{([^{}]+)\}/g, (whole, name: string) => {
        const id = this.ids.get(name);
        return id === undefined ? whole : `{{answers.${id}}}`;
      });
      const language = code === "default" ? this.base : code;
      if (plain !== "") this.languages.add(language);
      return plain === "" ? [] : [[language, plain] as const];
    });
    return said.length > 0 ? Object.fromEntries(said) : undefined;
  }

  private elements(parent: Json, path: string, shown: Shown): Question[] {
    const name = Array.isArray(parent.elements) ? "elements" : "questions";
    return recordsIn(parent[name]).flatMap((element, index) => {
      const place = path === "" ? `${name}.${index}` : `${path}.${name}.${index}`;
      const own = this.shown(element, place);
      // What holds for a panel holds for all that stands in it.
      const both = shown.show && own.show ? { show: { all: [shown.show, own.show] } } : { ...shown, ...own };
      if (element.type === "panel") return this.elements(element, place, both);
      const question = this.question(element, place, both);
      if (!question) return [];
      this.questions.set(question.id, question);
      return [question];
    });
  }

  private shown(part: Json, path: string): Shown {
    if (part.visible === false) this.notes.lose(path, "dropped_setting", { name: "visible: false" });
    const show = this.when(part.visibleIf, `${path}.visibleIf`);
    return show ? { show } : {};
  }

  private when(expression: unknown, path: string) {
    if (typeof expression !== "string" || expression.trim() === "") return undefined;
    const when = readExpression(expression, (name, value) => {
      const [root = "", below] = name.split(".", 2);
      const question = this.questions.get(this.ids.get(root) ?? "");
      if (!question) return undefined;
      const field = `answers.${question.id}`;
      if (question.type === "multiple")
        return value === undefined
          ? { field }
          : { field: `${field}.${this.optionOf(question.options, value)}`, value: true };
      if (question.type === "matrix" && below !== undefined)
        return {
          field: `${field}.${below}`,
          ...(value !== undefined && { value: this.optionOf(question.columns, value) }),
        };
      if ("options" in question)
        return { field, ...(value !== undefined && { value: this.optionOf(question.options, value) }) };
      return { field };
    });
    if (!when) this.notes.lose(path, "dropped_condition", { condition: expression.slice(0, 200) });
    return when;
  }

  private optionOf(options: readonly Option[], value: unknown): string {
    return this.theirs.get(options)?.get(String(value)) ?? String(value);
  }

  /** By the options that were made of them: their values, and which id each became. */
  private readonly theirs = new Map<readonly Option[], Map<string, string>>();

  private options(list: unknown, path: string): Option[] {
    const own = new Notes();
    const ids = new Map<string, string>();
    const options = (Array.isArray(list) ? list : []).map((each: unknown, index): Option => {
      const value = isRecord(each) ? each.value : each;
      const text = this.text(isRecord(each) ? (each.text ?? value) : each, `${path}.${index}`) ?? {
        [this.base]: textOf(value),
      };
      const id = own.id("option", textOf(value));
      ids.set(textOf(value), id);
      const score = numberOf(value);
      return { id, text, ...(score !== undefined && { score }) };
    });
    this.theirs.set(options, ids);
    return options;
  }

  private question(element: Json, path: string, shown: Shown): Question | undefined {
    const name = textOf(element.name);
    const id = this.notes.id("q", name);
    this.ids.set(name, id);
    const help = this.text(element.description, `${path}.description`);
    const requiredIf = this.when(element.requiredIf, `${path}.requiredIf`);
    const asked = {
      id,
      text: this.text(element.title ?? name, `${path}.title`) ?? { [this.base]: id },
      ...shown,
      ...(help && { help }),
      ...(requiredIf && { require: requiredIf }),
      ...(element.isRequired === true && { require: true as const }),
    } as Asked;
    if (Array.isArray(element.validators))
      this.notes.lose(`${path}.validators`, "dropped_setting", { name: "validators" });
    const type = textOf(element.type);
    switch (type) {
      case "text":
        return this.input(element, asked, path);
      case "comment":
        return { ...asked, type: "text", long: true, ...most(element.maxLength) };
      case "radiogroup":
      case "dropdown":
      case "checkbox":
      case "tagbox":
      case "imagepicker":
        return this.choices(element, asked, type, path);
      case "boolean": {
        const yes = this.text(element.labelTrue, path) ?? { [this.base]: "Yes" };
        const no = this.text(element.labelFalse, path) ?? { [this.base]: "No" };
        const options = [
          { id: "true", text: yes },
          { id: "false", text: no },
        ];
        this.theirs.set(options, new Map(["true", "false"].map((each) => [each, each])));
        return { ...asked, type: "single", options };
      }
      case "rating":
        return this.rating(element, asked, path);
      case "ranking":
        return {
          ...asked,
          type: "ranking",
          options: this.options(element.choices, `${path}.choices`),
          ...shuffle(element.choicesOrder),
        };
      case "matrix":
        return {
          ...asked,
          type: "matrix",
          form: "table",
          rows: this.options(element.rows, `${path}.rows`),
          columns: this.options(element.columns, `${path}.columns`),
        };
      case "multipletext":
        return this.contact(element, asked, path);
      case "html":
      case "expression":
      case "image": {
        if (type !== "html") this.notes.lose(path, "changed_type", { type, became: "statement" });
        return { id, type: "statement", text: this.text(element.html, `${path}.html`) ?? asked.text, ...shown };
      }
      case "file":
        this.notes.lose(path, "dropped_setting", { name: "acceptedTypes" });
        return {
          ...asked,
          type: "file",
          accepts: ["image/png", "image/jpeg", "application/pdf"],
          bytes: Math.min(25_000_000, numberOf(element.maxSize) ?? 10_000_000),
          most: element.allowMultiple === true ? 5 : 1,
        };
      default:
        this.notes.lose(path, "unknown_type", { type });
        return undefined;
    }
  }

  private input(element: Json, asked: Asked, path: string): Question {
    const [least, highest] = [numberOf(element.min), numberOf(element.max)];
    const bounds = { ...(least !== undefined && { least }), ...(highest !== undefined && { most: highest }) };
    switch (textOf(element.inputType)) {
      case "number":
      case "range": {
        const decimals = Math.min(6, textOf(element.step).split(".")[1]?.length ?? 0);
        return { ...asked, type: "number", ...bounds, ...(decimals > 0 && { decimals }) };
      }
      case "date":
        return { ...asked, type: "date" };
      case "email":
        return { ...asked, type: "email" };
      case "tel":
        return { ...asked, type: "phone" };
      case "":
      case "text":
        return { ...asked, type: "text", ...most(element.maxLength) };
      default:
        this.notes.lose(path, "changed_type", { type: `text (${textOf(element.inputType)})`, became: "text" });
        return { ...asked, type: "text" };
    }
  }

  private choices(element: Json, asked: Asked, type: string, path: string): Question {
    if (type === "imagepicker") this.notes.lose(path, "changed_type", { type, became: "single or multiple choice" });
    const hasOther = element.showOtherItem === true || element.hasOther === true;
    const hasNone = element.showNoneItem === true || element.hasNone === true;
    const other = hasOther && { other: { text: this.text(element.otherText, path) ?? { [this.base]: "Other" } } };
    const noneText = this.text(element.noneText, path) ?? { [this.base]: "None" };
    const options = this.options(element.choices, `${path}.choices`);
    const more = { ...(other || {}), ...shuffle(element.choicesOrder) };
    if (type === "checkbox" || type === "tagbox" || (type === "imagepicker" && element.multiSelect === true)) {
      const [least, highest] = [numberOf(element.minSelectedChoices), numberOf(element.maxSelectedChoices)];
      return {
        ...asked,
        type: "multiple",
        options,
        ...more,
        ...(hasNone && { none: { text: noneText } }),
        ...(least && { least }),
        ...(highest && { most: highest }),
      };
    }
    if (hasNone) {
      options.push({ id: "none_of_them", text: noneText, fixed: true });
      this.theirs.get(options)?.set("none", "none_of_them");
    }
    return { ...asked, type: type === "dropdown" ? "dropdown" : "single", options, ...more };
  }

  private rating(element: Json, asked: Asked, path: string): Question {
    const values = Array.isArray(element.rateValues)
      ? element.rateValues.map((each: unknown) => numberOf(isRecord(each) ? each.value : each))
      : [];
    const numbers = values.filter((each) => each !== undefined);
    const low = numbers.length > 0 ? Math.min(...numbers) : (numberOf(element.rateMin) ?? 1);
    const high =
      numbers.length > 0
        ? Math.max(...numbers)
        : (numberOf(element.rateMax) ?? low - 1 + (numberOf(element.rateCount) ?? 5));
    const kind = textOf(element.rateType) || textOf(element.displayMode);
    const look = kind === "stars" ? "stars" : kind === "smileys" ? "smileys" : "numbers";
    const ends = {
      low: this.text(element.minRateDescription, path),
      high: this.text(element.maxRateDescription, path),
    };
    return { ...scaleQuestion(asked, [low, high], ends, look, this.notes, path), ...asked };
  }

  private contact(element: Json, asked: Asked, path: string): Question {
    const parts = new Map<ContactPart, boolean>();
    for (const item of recordsIn(element.items)) {
      const name = textOf(item.name).toLowerCase();
      const part = (["email", "phone", "company", "address"] as const).find((each) => name.includes(each)) ?? "name";
      parts.set(part, item.isRequired === true || parts.get(part) === true);
    }
    this.notes.lose(path, "changed_type", {
      type: "multipletext",
      became: `contact (${[...parts.keys()].join(", ")})`,
    });
    return {
      ...asked,
      type: "contact",
      parts: [...parts].map(([part, require]) => ({ part, ...(require && { require }) })),
    };
  }
}

function most(length: unknown): { most?: number } {
  const number = numberOf(length);
  return number !== undefined && number > 0 ? { most: Math.min(10_000, number) } : {};
}

function shuffle(order: unknown): { shuffle?: true } {
  return order === "random" ? { shuffle: true } : {};
}
