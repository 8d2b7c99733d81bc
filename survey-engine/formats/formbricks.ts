import type { Ending, Language, Page, Step, SurveyDefinition, Text, Variable, When } from "../definition.ts";
import { type ContactPart, contactParts, type Option, type Question } from "../questions.ts";
import { compared } from "./formbricks-condition.ts";
import { draft, type Imported, isRecord, Notes, numberOf, recordsIn, scaleQuestion, textOf } from "./imported.ts";

type Json = Record<string, unknown>;

/**
 * A survey of Formbricks (https://formbricks.com), as its API and its export give it: with `questions`, or with `blocks` of `elements`. A
 * question or block there is a page here. Pictures, styles, triggers, quotas and time limits are not read.
 */
export function importFormbricks(json: unknown): Imported {
  const survey = isRecord(json) && isRecord(json.data) ? json.data : json;
  return new FormbricksImport(isRecord(survey) ? survey : {}).survey();
}

class FormbricksImport {
  private readonly notes = new Notes();
  private readonly source: Json;
  private readonly base: Language;
  private readonly languages: Language[];
  private readonly ids = new Map<string, string>();
  private readonly variables = new Map<string, string>();
  private readonly hidden = new Map<string, string>();
  private readonly questions = new Map<string, Question>();

  constructor(source: Json) {
    this.source = source;
    const listed = recordsIn(source.languages).map((each) => ({
      code: textOf(isRecord(each.language) ? each.language.code : each.code),
      isBase: each.default === true,
    }));
    this.base = listed.find(({ isBase }) => isBase)?.code || "en";
    this.languages = [...new Set([this.base, ...listed.map(({ code }) => code)])].filter((code) => code !== "");
  }

  survey(): Imported {
    const { source, notes } = this;
    const blocks = recordsIn(source.blocks);
    const parts = blocks.length > 0 ? blocks : recordsIn(source.questions);
    const name = blocks.length > 0 ? "blocks" : "questions";
    const elementsOf = (part: Json) => (name === "blocks" ? recordsIn(part.elements) : [part]);
    const elements = parts.flatMap(elementsOf);
    if (elements.length === 0) notes.lose("", "not_readable", { reason: "it has no questions" });
    for (const element of elements) this.ids.set(textOf(element.id), notes.id("q", textOf(element.id)));
    const pageIds = parts.map((part) => notes.id("page", textOf(part.id)));
    const variables = recordsIn(source.variables).map((variable): Variable => {
      const id = notes.id("variable", textOf(variable.name) || textOf(variable.id));
      this.variables.set(textOf(variable.id), id);
      return { id, start: variable.type === "number" ? (numberOf(variable.value) ?? 0) : textOf(variable.value) };
    });
    const fields = isRecord(source.hiddenFields) ? source.hiddenFields.fieldIds : undefined;
    for (const id of Array.isArray(fields) ? fields : []) this.hidden.set(textOf(id), notes.id("hidden", textOf(id)));
    const endings = recordsIn(source.endings).map((ending, index) => this.ending(ending, index));

    const pages = parts.map((part, index): Page => {
      const path = `${name}.${index}`;
      const questions = elementsOf(part).flatMap((element, number) =>
        this.question(element, name === "blocks" ? `${path}.elements.${number}` : path),
      );
      for (const question of questions) this.questions.set(question.id, question);
      return { id: pageIds[index] ?? `page_${index}`, questions };
    });
    for (const [index, part] of parts.entries()) {
      const after = this.steps(part, `${name}.${index}`, index, pageIds, elementsOf, parts, endings);
      if (after.length > 0 && pages[index]) pages[index].after = after;
    }
    for (const key of ["welcomeCard", "triggers", "segment", "quotas", "followUps", "styling"])
      if (isUsed(source[key])) notes.lose(key, "dropped_setting", { name: key });
    const definition: SurveyDefinition = draft({ [this.base]: textOf(source.name) }, this.languages, pages, {
      ...(endings.length > 0 && { endings: endings.map(({ ending }) => ending) }),
      ...(variables.length > 0 && { variables }),
      ...(this.hidden.size > 0 && { hidden: [...this.hidden.values()].map((id) => ({ id, kind: "text" as const })) }),
    });
    return { definition, lost: notes.lost, ids: Object.fromEntries(this.ids) };
  }

  private text(value: unknown, path: string): Text | undefined {
    const all = typeof value === "string" ? { default: value } : isRecord(value) ? value : {};
    const said = Object.entries(all).flatMap(([code, words]) => {
      const plain = this.notes.words(textOf(words), path).replace(RECALL, (_all, id: string, instead: string) => {
        const [root, ours] = this.recalled(id);
        return ours === undefined ? instead : `{{${root}.${ours}|${instead.replaceAll("nbsp", " ")}}}`;
      });
      return plain === "" ? [] : [[code === "default" ? this.base : code, plain] as const];
    });
    return said.length > 0 ? Object.fromEntries(said) : undefined;
  }

  private recalled(id: string): ["answers" | "variables" | "hidden", string | undefined] {
    const question = this.ids.get(id);
    if (question) return ["answers", question];
    const variable = this.variables.get(id);
    return variable ? ["variables", variable] : ["hidden", this.hidden.get(id)];
  }

  private ending(ending: Json, index: number) {
    const path = `endings.${index}`;
    const id = this.notes.id("ending", textOf(ending.id));
    if (ending.type === "redirectToUrl") this.notes.lose(path, "dropped_setting", { name: "redirectToUrl" });
    const text = this.text(ending.subheader, `${path}.subheader`);
    const url = textOf(ending.buttonLink) || textOf(ending.url);
    const label = this.text(ending.buttonLabel, path) ?? this.text(ending.label, path);
    const made: Ending = {
      id,
      title: this.text(ending.headline, `${path}.headline`) ?? label ?? { [this.base]: id },
      ...(text && { text }),
      ...(url !== "" && label && { link: { url, text: label } }),
    };
    return { theirs: textOf(ending.id), ending: made };
  }

  private question(element: Json, path: string): Question[] {
    const id = this.ids.get(textOf(element.id)) ?? this.notes.id("q", "");
    const help = this.text(element.subheader, `${path}.subheader`);
    const asked = {
      id,
      text: this.text(element.headline, `${path}.headline`) ?? { [this.base]: id },
      ...(help && { help }),
      ...(element.required === true && { require: true as const }),
    };
    const type = textOf(element.type);
    switch (type) {
      case "openText":
        return [this.openText(element, asked, path)];
      case "multipleChoiceSingle":
      case "multipleChoiceMulti":
      case "ranking":
        return [this.choices(element, asked, type, path)];
      case "nps":
      case "rating": {
        const range: [number, number] = type === "nps" ? [0, 10] : [1, numberOf(element.range) ?? 5];
        const ends = { low: this.text(element.lowerLabel, path), high: this.text(element.upperLabel, path) };
        const look = element.scale === "star" ? "stars" : element.scale === "smiley" ? "smileys" : "numbers";
        return [{ ...scaleQuestion(asked, range, ends, look, this.notes, path), ...asked }];
      }
      case "consent":
        return [{ ...asked, type: "consent", purpose: id, text: this.text(element.label, path) ?? asked.text }];
      case "cta":
        return [this.statement(element, asked, path)];
      case "date":
        return [{ ...asked, type: "date" }];
      case "matrix":
        return [
          {
            ...asked,
            type: "matrix",
            form: "table",
            rows: this.options(element.rows, `${path}.rows`),
            columns: this.options(element.columns, `${path}.columns`),
          },
        ];
      case "contactInfo":
      case "address":
        return [this.contact(element, asked, type, path)];
      case "fileUpload": {
        const bytes = Math.min(25_000_000, (numberOf(element.maxSizeInMB) ?? 10) * 1_000_000);
        this.notes.lose(path, "dropped_setting", { name: "allowedFileExtensions" });
        return [
          {
            ...asked,
            type: "file",
            accepts: ["image/png", "image/jpeg", "application/pdf"],
            bytes,
            most: element.allowMultipleFiles === true ? 5 : 1,
          },
        ];
      }
      default:
        this.notes.lose(path, "unknown_type", { type });
        return [];
    }
  }

  private statement(element: Json, { id, text }: { id: string; text: Text }, path: string): Question {
    const url = textOf(element.buttonUrl);
    const label = this.text(element.ctaButtonLabel, path) ?? this.text(element.buttonLabel, path);
    return { id, type: "statement", text, ...(url !== "" && { link: { url, text: label ?? text } }) };
  }

  private openText(element: Json, asked: Parameters<typeof scaleQuestion>[0], path: string): Question {
    const input = textOf(element.inputType);
    if (input === "email" || input === "phone" || input === "number") return { ...asked, type: input };
    if (input === "url") this.notes.lose(path, "changed_type", { type: "openText (url)", became: "text" });
    const limit = isRecord(element.charLimit) && element.charLimit.enabled === true ? element.charLimit : {};
    const [least, most] = [numberOf(limit.min), numberOf(limit.max)];
    return {
      ...asked,
      type: "text",
      ...(element.longAnswer === true && { long: true as const }),
      ...(least !== undefined && { least }),
      ...(most !== undefined && { most: Math.min(10_000, most) }),
    };
  }

  private choices(element: Json, asked: Parameters<typeof scaleQuestion>[0], type: string, path: string): Question {
    const all = recordsIn(element.choices);
    const labelOf = (id: string) => this.text(all.find((choice) => choice.id === id)?.label, path);
    const [other, none] = [labelOf("other"), labelOf("none")];
    const options = this.options(
      all.filter(({ id }) => id !== "other" && id !== "none"),
      `${path}.choices`,
    );
    const last = options.at(-1);
    if (element.shuffleOption === "exceptLast" && last && !other) last.fixed = true;
    const shuffle = isUsed(element.shuffleOption) && element.shuffleOption !== "none" && { shuffle: true as const };
    if (type === "ranking") return { ...asked, type: "ranking", options, ...shuffle };
    const more = { ...(other && { other: { text: other } }), ...shuffle };
    if (type === "multipleChoiceMulti")
      return { ...asked, type: "multiple", options, ...more, ...(none && { none: { text: none } }) };
    if (none) options.push({ id: "none_of_them", text: none, fixed: true });
    return { ...asked, type: element.displayType === "dropdown" ? "dropdown" : "single", options, ...more };
  }

  private options(list: unknown, path: string): Option[] {
    const own = new Notes();
    // Rows and columns were texts alone, before they had ids.
    const all = Array.isArray(list) ? list : [];
    return all.map((each: unknown, index) => {
      const label = isRecord(each) && "label" in each ? each.label : each;
      const text = this.text(label, `${path}.${index}`) ?? { [this.base]: String(index + 1) };
      return { id: own.id("option", textOf(text[this.base])), text };
    });
  }

  private contact(element: Json, asked: Parameters<typeof scaleQuestion>[0], type: string, path: string): Question {
    const fields: Record<string, ContactPart> =
      type === "address"
        ? {
            addressLine1: "address",
            addressLine2: "address",
            city: "address",
            state: "address",
            zip: "address",
            country: "address",
          }
        : { firstName: "name", lastName: "name", email: "email", phone: "phone", company: "company" };
    const parts = contactParts.flatMap((part) => {
      const theirs = Object.entries(fields).flatMap(([name, ours]) =>
        ours === part && isRecord(element[name]) ? [element[name]] : [],
      );
      const shown = theirs.filter(({ show }) => show !== false);
      if (shown.length === 0) return [];
      if (shown.length > 1) this.notes.lose(path, "changed_type", { type: `${shown.length} fields`, became: part });
      return [{ part, ...(shown.some(({ required }) => required === true) && { require: true as const }) }];
    });
    return { ...asked, type: "contact", parts };
  }

  private steps(
    part: Json,
    path: string,
    index: number,
    pageIds: readonly string[],
    elementsOf: (part: Json) => Json[],
    parts: readonly Json[],
    endings: readonly { theirs: string; ending: Ending }[],
  ): Step[] {
    const leadTo = (target: string, when: { when?: When }, place: string): Step[] => {
      const ending = endings.find(({ theirs }) => theirs === target)?.ending;
      if (ending) return [{ ...when, end: ending.id }];
      const page = parts.findIndex((each) => each.id === target || elementsOf(each).some(({ id }) => id === target));
      if (page > index) return [{ ...when, jump: pageIds[page] ?? "" }];
      this.notes.lose(place, "dropped_step", { target });
      return [];
    };
    const steps = recordsIn(part.logic).flatMap((logic, number): Step[] => {
      const place = `${path}.logic.${number}`;
      const when = this.when(logic.conditions);
      if (!when) {
        this.notes.lose(place, "dropped_condition", {
          condition: JSON.stringify(logic.conditions ?? logic).slice(0, 200),
        });
        return [];
      }
      return recordsIn(logic.actions).flatMap((action): Step[] => {
        const target = textOf(action.target);
        if (action.objective === "jumpToQuestion" || action.objective === "jumpToBlock")
          return leadTo(target, { when }, place);
        const variable = this.variables.get(textOf(action.variableId));
        const value = isRecord(action.value) && action.value.type === "static" ? action.value.value : undefined;
        const number = numberOf(value);
        if (variable && action.operator === "assign" && value !== undefined)
          return [{ when, set: variable, to: typeof value === "number" ? value : textOf(value) }];
        if (variable && number !== undefined && (action.operator === "add" || action.operator === "subtract"))
          return [{ when, add: variable, by: action.operator === "add" ? number : -number }];
        this.notes.lose(place, "dropped_setting", { name: textOf(action.objective) || "action" });
        return [];
      });
    });
    const fallback = textOf(part.logicFallback);
    return fallback === "" ? steps : [...steps, ...leadTo(fallback, {}, `${path}.logicFallback`)];
  }

  private when(group: unknown): When | undefined {
    if (!isRecord(group)) return undefined;
    if (Array.isArray(group.conditions)) {
      const parts = group.conditions.map((each: unknown) => this.when(each));
      const kept = parts.filter((each) => each !== undefined);
      if (kept.length < parts.length || kept.length === 0) return undefined;
      return group.connector === "or" ? { any: kept } : { all: kept };
    }
    const left = isRecord(group.leftOperand) ? group.leftOperand : {};
    const right = isRecord(group.rightOperand) ? group.rightOperand : {};
    if (right.type !== undefined && right.type !== "static") return undefined;
    const id = textOf(left.value);
    const question = this.questions.get(this.ids.get(id) ?? "");
    if (left.type === "variable" && this.variables.has(id))
      return compared(`variables.${this.variables.get(id)}`, textOf(group.operator), right.value, undefined);
    if (left.type === "hiddenField" && this.hidden.has(id))
      return compared(`hidden.${this.hidden.get(id)}`, textOf(group.operator), right.value, undefined);
    return question
      ? compared(`answers.${question.id}`, textOf(group.operator), this.ours(question, id, right.value), question)
      : undefined;
  }

  /** Their ids of options as ours, which are made of what is said. */
  private ours(question: Question, id: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each: unknown) => this.ours(question, id, each));
    if (!("options" in question)) return value;
    if (value === "other") return value;
    const blocks = recordsIn(this.source.blocks).flatMap((block) => recordsIn(block.elements));
    const element = [...recordsIn(this.source.questions), ...blocks].find((each) => each.id === id);
    const choices = recordsIn(element?.choices).filter((choice) => choice.id !== "other" && choice.id !== "none");
    return question.options[choices.findIndex((choice) => choice.id === value)]?.id ?? value;
  }
}

const RECALL = /#recall:([\w-]+)\/fallback:([^#]*)#/g;

function isUsed(value: unknown): boolean {
  if (isRecord(value)) return value.enabled !== false && Object.keys(value).length > 0;
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== false;
}
