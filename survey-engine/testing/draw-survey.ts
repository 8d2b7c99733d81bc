import type { Block, Page, Shown, Step, SurveyDefinition, When } from "../definition.ts";
import type { AskedQuestion, Option, Question } from "../questions.ts";
import { plainSurvey, said } from "./plain-survey.ts";

/** Draws a number from 0 up to but without `count`. */
export type Draw = (count: number) => number;

const ENDS = { low: said("Not at all"), high: said("Very") };

/**
 * A survey of every type of question, with conditions, steps, repeated blocks, scores and quotas. Mostly one that may be published:
 * conditions ask for what was asked before, but may never hold, and leave something out of reach.
 */
export function drawSurvey(draw: Draw): SurveyDefinition {
  const author = new Author(draw);
  const blocks = Array.from({ length: 1 + draw(4) }, (_each, index) => author.block(index));
  for (const [index, { pages }] of blocks.entries())
    for (const [number, page] of pages.entries()) author.addSteps(page, targetsAfter(blocks, index, number));
  const { known } = author;
  const scored = known.filter(({ type }) => type === "nps" || type === "csat" || type === "emotion");
  return plainSurvey(blocks, {
    endings: [
      { id: "special", title: said("Special"), when: author.when(known) },
      { id: "usual", title: said("Thank you"), text: said("{{scores.mean|no}} {{hidden.plan|plan}}") },
    ],
    hidden: [
      { id: "lines", kind: "list" },
      { id: "plan", kind: "text" },
    ],
    variables: [{ id: "points", start: 0 }],
    scores: [{ id: "mean", how: "mean", of: scored.map(({ id }) => ({ answer: id })) }].filter(
      ({ of }) => of.length > 0,
    ) as SurveyDefinition["scores"] & object,
    quotas: draw(3) === 0 ? [{ id: "few", when: author.when(known), limit: 10, ending: "special" }] : [],
  });
}

/** Where a step may lead from a page: on, and not into a repeated block. */
function targetsAfter(blocks: readonly Block[], index: number, page: number): string[] {
  const own = blocks[index]?.pages.slice(page + 1).map(({ id }) => id) ?? [];
  const later = blocks.slice(index + 1);
  return [...own, ...later.flatMap(({ id, pages, repeat }) => [id, ...(repeat ? [] : pages.map((each) => each.id))])];
}

class Author {
  /** What was asked so far, outside of repeated blocks: what may be asked about from anywhere after it. */
  readonly known: AskedQuestion[] = [];
  private count = 0;
  private readonly draw: Draw;

  constructor(draw: Draw) {
    this.draw = draw;
  }

  block(index: number): Block {
    const shown = this.shown(this.known);
    const list = this.known.find(({ type }) => type === "multiple");
    const over = list && this.draw(2) === 0 ? `answers.${list.id}` : "hidden.lines";
    const repeat = this.draw(4) === 0 ? { repeat: { over, most: 1 + this.draw(4) } } : {};
    const own: AskedQuestion[] = [];
    const pages = Array.from({ length: 1 + this.draw(3) }, (_each, page) => this.page(`p${index}_${page}`, own));
    if (!("repeat" in repeat)) this.known.push(...own);
    return { id: `b${index}`, pages, ...repeat, ...shown };
  }

  private page(id: string, own: AskedQuestion[]): Page {
    const shown = this.shown([...this.known, ...own]);
    const questions: Question[] = [];
    const length = 1 + this.draw(3);
    for (let number = 0; number < length; number += 1) {
      const require = this.draw(3) === 0 ? { require: true as const } : {};
      const question = { ...this.question(), ...this.shown([...this.known, ...own]), ...require };
      const all = question.type === "csat" ? [question, this.expectation(question.id)] : [question];
      questions.push(...all);
      own.push(...all);
    }
    if (this.draw(6) === 0)
      questions.push({ id: this.id(), type: "statement", text: said("Well done, {{traits.name|you}}.") });
    return { id, questions, ...shown };
  }

  addSteps(page: Page, targets: readonly string[]): void {
    const steps: Step[] = [];
    if (this.draw(3) === 0) steps.push({ add: "points", by: 1 });
    const about = page.questions.filter(
      (question): question is AskedQuestion => question.type === "single" || question.type === "nps",
    );
    const target = targets[this.draw(targets.length || 1)];
    if (about.length > 0) {
      if (this.draw(3) === 0 && target !== undefined) steps.push({ when: this.when(about), jump: target });
      if (this.draw(5) === 0) steps.push({ when: this.when(about), end: "special" });
    }
    if (steps.length > 0) page.after = steps;
  }

  private shown(about: readonly AskedQuestion[]): Shown {
    const number = this.draw(6);
    if (number > 1) return {};
    return number === 0 ? { show: this.when(about) } : { skip: this.when(about) };
  }

  when(about: readonly AskedQuestion[]): When {
    const { draw } = this;
    if (draw(5) === 0) return { all: [this.when(about), this.when(about)].slice(0, 1 + draw(2)) };
    if (draw(6) === 0) return { not: this.when(about) };
    const question = about[draw(about.length + 1)];
    if (!question) return { field: "hidden.plan", op: draw(2) === 0 ? "eq" : "ne", value: "gold" };
    const field = `answers.${question.id}`;
    switch (question.type) {
      case "single":
      case "dropdown":
        return { field, op: draw(2) === 0 ? "eq" : "ne", value: `o${draw(3)}` };
      case "multiple":
        return { field: `${field}.o${draw(3)}`, op: draw(2) === 0 ? "exists" : "not_exists" };
      case "nps":
      case "csat":
      case "rating":
        return { field, op: draw(2) === 0 ? "gte" : "lt", value: 1 + draw(3) };
      case "fcr":
        return { field, op: "eq", value: draw(2) === 0 };
      default:
        return { field, op: draw(2) === 0 ? "exists" : "not_exists" };
    }
  }

  private id(): string {
    this.count += 1;
    return `q${this.count}`;
  }

  private expectation(beside: string): AskedQuestion {
    return { id: this.id(), type: "expectation", text: said("What did you expect?"), beside };
  }

  private question(): AskedQuestion {
    const { draw } = this;
    const asks = {
      id: this.id(),
      text: said("What about {{traits.name|it}}?"),
      ...(draw(4) === 0 && { mayDecline: true as const }),
      ...(draw(4) === 0 && { mayNotApply: true as const }),
    };
    const options: Option[] = [0, 1, 2].map((index) => ({
      id: `o${index}`,
      text: said(`Option ${index}`),
      score: index,
    }));
    const named = options.map(({ id, text }) => ({ id, text }));
    const other = draw(2) === 0 ? { other: { text: said("Other") } } : {};
    const kinds: (() => AskedQuestion)[] = [
      () => ({ ...asks, type: "nps", ends: ENDS }),
      () => ({ ...asks, type: "csat", points: 5, look: "stars", ends: ENDS }),
      () => ({ ...asks, type: "ces", points: 7, direction: "high_is_easy", ends: ENDS }),
      () => ({ ...asks, type: "rating", points: 3 + draw(8), look: "numbers", ends: ENDS }),
      () => ({ ...asks, type: "fcr" }),
      () => ({ ...asks, type: "emotion", labels: [ENDS.low, ENDS.low, ENDS.low, ENDS.high, ENDS.high] }),
      () => ({ ...asks, type: "single", options, ...other, shuffle: true }),
      () => ({ ...asks, type: "single", options }),
      () => ({ ...asks, type: "multiple", options, ...other, none: { text: said("None") }, most: 2 + draw(2) }),
      () => ({ ...asks, type: "text", most: 20 }),
      () => ({ ...asks, type: "consent", purpose: "call" }),
      () => ({ ...asks, type: "callback", windows: named }),
      () => ({ ...asks, type: "dropdown", options }),
      () => ({ ...asks, type: "number", least: -5, most: 5, decimals: 1 }),
      () => ({ ...asks, type: "date", from: "2020-01-01" }),
      () => ({ ...asks, type: "email" }),
      () => ({ ...asks, type: "phone" }),
      () => ({ ...asks, type: "contact", parts: [{ part: "name", require: true }, { part: "email" }] }),
      () => ({ ...asks, type: "matrix", rows: named, columns: options, form: "table" }),
      () => ({ ...asks, type: "ranking", options, places: 1 + draw(3) }),
      () => ({ ...asks, type: "slider", least: 0, most: 10, by: 2, ends: ENDS }),
      () => ({ ...asks, type: "file", accepts: ["image/png"], bytes: 1_000, most: 2 }),
    ];
    return (kinds[draw(kinds.length)] ?? (() => ({ ...asks, type: "fcr" as const })))();
  }
}
