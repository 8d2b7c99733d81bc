import type { Block, Page, SurveyDefinition, Text, When } from "../definition.ts";
import type { Question } from "../questions.ts";

/** A question with where it stands, in the order in which questions are asked. */
export interface QuestionPlace {
  path: string;
  question: Question;
  page: Page;
  block: Block;
  /** How many questions come before it. */
  index: number;
}

export interface PagePlace {
  path: string;
  page: Page;
  block: Block;
}

export function pagesOf({ blocks }: SurveyDefinition): PagePlace[] {
  return blocks.flatMap((block, blockIndex) =>
    block.pages.map((page, index) => ({ path: `blocks.${blockIndex}.pages.${index}`, page, block })),
  );
}

export function questionsOf(definition: SurveyDefinition): QuestionPlace[] {
  return pagesOf(definition)
    .flatMap(({ path, page, block }) =>
      page.questions.map((question, index) => ({ path: `${path}.questions.${index}`, question, page, block })),
    )
    .map((place, index) => ({ ...place, index }));
}

/** A condition with where it stands, and what was asked before it. */
export interface ConditionPlace {
  path: string;
  when: When;
  /** How many questions were asked before it, in the order of the survey. */
  asked: number;
  /** The block whose turn it is; undefined outside. */
  block: Block | undefined;
}

export function conditionsOf(definition: SurveyDefinition): ConditionPlace[] {
  const found: ConditionPlace[] = [];
  let asked = 0;
  let turn: Block | undefined;
  const add = (path: string, parts: Partial<Record<"show" | "skip" | "when" | "require", When | true>>) => {
    for (const key of ["show", "skip", "when", "require"] as const) {
      const when = parts[key];
      if (when !== undefined && when !== true) found.push({ path: `${path}.${key}`, when, asked, block: turn });
    }
  };
  for (const [blockIndex, block] of definition.blocks.entries()) {
    const path = `blocks.${blockIndex}`;
    turn = undefined;
    add(path, { ...shownBy(block) });
    turn = block;
    for (const [pageIndex, page] of block.pages.entries()) {
      const pagePath = `${path}.pages.${pageIndex}`;
      add(pagePath, shownBy(page));
      for (const [index, question] of page.questions.entries()) {
        const require = "require" in question ? question.require : undefined;
        add(`${pagePath}.questions.${index}`, { ...shownBy(question), ...(require && { require }) });
        asked += 1;
      }
      for (const [index, step] of (page.after ?? []).entries())
        add(`${pagePath}.after.${index}`, step.when ? { when: step.when } : {});
    }
  }
  turn = undefined;
  for (const [index, { when }] of definition.endings.entries()) add(`endings.${index}`, when ? { when } : {});
  for (const [index, { when }] of (definition.quotas ?? []).entries()) add(`quotas.${index}`, { when });
  return found;
}

function shownBy({ show, skip }: { show?: When; skip?: When }) {
  return { ...(show && { show }), ...(skip && { skip }) };
}

export interface TextPlace {
  path: string;
  text: Text;
}

const TEXTS: readonly string[] = ["title", "text", "help", "low", "high", "unit", "privacy"];

/** Every text of a part of a survey, wherever it stands. */
export function textsIn(part: unknown, path = ""): TextPlace[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]): TextPlace[] => {
    const below = path === "" ? key : `${path}.${key}`;
    if (TEXTS.includes(key) && isText(value)) return [{ path: below, text: value }];
    if (key === "labels" && Array.isArray(value))
      return value.map((text: Text, index) => ({ path: `${below}.${index}`, text }));
    return key === "phrases" ? [] : textsIn(value, below);
  });
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && Object.values(value).every((each) => typeof each === "string");
}
