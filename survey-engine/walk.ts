import { type Answer, keyOf } from "./answers.ts";
import type { Block, Ending, Item, Page, Step } from "./definition.ts";
import { isAsked, type Question } from "./questions.ts";
import { isReached } from "./quotas.ts";
import { isShown, isTrue, type Moment } from "./read-field.ts";
import { itemsOf } from "./repeat.ts";
import type { Sitting } from "./sitting.ts";

/** A page on somebody's way through a survey, with what is shown of it. */
export interface Stop {
  /** Of the page; in a repeated block with what it is about: `line#A-17`. */
  key: string;
  page: Page;
  block: Block;
  item: Item | undefined;
  questions: Question[];
}

/** A way through a survey, as far as it was followed. */
export interface Way {
  stops: Stop[];
  /** What is known at the end of it; answers that are not on the way are not. */
  moment: Moment;
  /** Where it ends, when it was followed so far. */
  ending: Ending | undefined;
}

/**
 * The way through the survey that these answers make, up to the page at which `isFarEnough` says so, which is asked with the way so far; or
 * to the end. Whether what had to be answered was is not asked here. Steps lead forward only, so a way is never longer than the survey.
 */
export function walk(
  sitting: Sitting,
  given: ReadonlyMap<string, Answer>,
  isFarEnough: (stop: Stop, way: Way) => boolean = () => false,
): Way {
  const { definition } = sitting;
  const answers = new Map<string, Answer>();
  const variables: Record<string, string | number> = {};
  for (const { id, start } of definition.variables ?? []) variables[id] = start;
  const way: Way = { stops: [], moment: { answers, variables, block: "" }, ending: undefined };
  /** The page or block to go on with, when a step led there. */
  let target: string | undefined;

  for (const block of definition.blocks) {
    const isInside = block.pages.some(({ id }) => id === target);
    if (target !== undefined && target !== block.id && !isInside) continue;
    if (target === block.id) target = undefined;
    way.moment = { answers, variables, block: block.id };
    const items = isShown(sitting, way.moment, block) ? itemsOf(sitting, way.moment, block) : [];
    if (items.length === 0) target = undefined;
    for (const item of items) {
      for (const page of block.pages) {
        if (target !== undefined && target !== page.id) continue;
        target = undefined;
        way.moment = { answers, variables, item, block: block.id };
        const stop = stopOf(sitting, way.moment, block, page, given, answers);
        if (!stop) continue;
        way.stops.push(stop);
        if (isFarEnough(stop, way)) return way;
        const next = quotaEnding(sitting, way.moment) ?? leadsTo(sitting, way.moment, variables, page.after ?? []);
        if (typeof next === "object") return { ...way, ending: next };
        target = next;
      }
      // No page of the block was it, so that it comes behind the block, whatever is left of the list.
      if (target !== undefined) break;
    }
  }
  way.moment = { answers, variables, block: "" };
  const ending = definition.endings.find(({ when }) => !when || isTrue(sitting, way.moment, when));
  return { ...way, ending };
}

/** The page, with its questions that are shown, whose answers are known from there on; undefined when none is. */
function stopOf(
  sitting: Sitting,
  moment: Moment,
  block: Block,
  page: Page,
  given: ReadonlyMap<string, Answer>,
  answers: Map<string, Answer>,
): Stop | undefined {
  if (!isShown(sitting, moment, page)) return undefined;
  const itemKey = moment.item?.key;
  const questions: Question[] = [];
  // One by one: what is shown may depend on what was answered above it.
  for (const question of page.questions) {
    if (!isShown(sitting, moment, question)) continue;
    questions.push(question);
    const answer = isAsked(question) ? given.get(keyOf(question.id, itemKey)) : undefined;
    if (answer !== undefined) answers.set(keyOf(question.id, itemKey), answer);
  }
  if (questions.length === 0) return undefined;
  return { key: keyOf(page.id, itemKey), page, block, item: moment.item, questions };
}

/** Does what follows a page, and says where it leads: to an ending, a page or block by its id, or just on. */
function leadsTo(
  sitting: Sitting,
  moment: Moment,
  variables: Record<string, string | number>,
  steps: readonly Step[],
): Ending | string | undefined {
  for (const step of steps) {
    if (step.when && !isTrue(sitting, moment, step.when)) continue;
    if ("set" in step) variables[step.set] = step.to;
    else if ("add" in step) variables[step.add] = Number(variables[step.add]) + step.by;
    else if ("jump" in step) return step.jump;
    else return sitting.definition.endings.find(({ id }) => id === step.end);
  }
  return undefined;
}

function quotaEnding(sitting: Sitting, moment: Moment): Ending | undefined {
  const { definition, known } = sitting;
  if (!known.full?.length) return undefined;
  const quota = definition.quotas?.find((each) => known.full?.includes(each.id) && isReached(sitting, moment, each));
  return quota && definition.endings.find(({ id }) => id === quota.ending);
}
