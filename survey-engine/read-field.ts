import { splitPath } from "../contracts/words/fields.ts";
import { compare } from "../rules/compare.ts";
import { followKeys } from "../rules/follow-keys.ts";
import { holds } from "../rules/holds.ts";
import { type Answer, isSkipped, keyOf } from "./answers.ts";
import type { Item, Shown, When } from "./definition.ts";
import { scoreOf } from "./score.ts";
import type { Sitting } from "./sitting.ts";

/** What is known at a place of the way through a survey: only what was answered before it on that way. */
export interface Moment {
  answers: ReadonlyMap<string, Answer>;
  variables: Readonly<Record<string, string | number>>;
  /** What a repeated block is about. */
  item?: Item | undefined;
  /** Id of the block. Answers given in it are those about the same thing. */
  block: string;
}

/** What stands at a field of the condition language at that moment; undefined where nothing does. */
export function readField(sitting: Sitting, moment: Moment, field: string): unknown {
  const { known, definition } = sitting;
  const [root = "", id = "", ...keys] = splitPath(field);
  switch (root) {
    case "language":
      return known.language;
    case "answers":
      return followKeys(seenAnswer(sitting, moment, id), keys);
    case "hidden":
      return followKeys(known.hidden, [id]);
    case "traits":
      return followKeys(known.traits, [id, ...keys]);
    case "variables":
      return followKeys(moment.variables, [id]);
    case "item":
      return followKeys(moment.item, [id]);
    case "scores": {
      const score = definition.scores?.find((each) => each.id === id);
      return score && scoreOf(sitting, moment.answers, score);
    }
    default:
      return undefined;
  }
}

export function isTrue(sitting: Sitting, moment: Moment, when: When): boolean {
  return holds(when, (part) => "field" in part && compare(part, readField(sitting, moment, part.field)));
}

export function isShown(sitting: Sitting, moment: Moment, { show, skip }: Shown): boolean {
  return (!show || isTrue(sitting, moment, show)) && !(skip && isTrue(sitting, moment, skip));
}

/** The answer that a field named in a block speaks of: about the same thing, if it was asked there. */
export function answerFrom({ places }: Sitting, { answers, item, block }: Moment, id: string): Answer | undefined {
  const isSameBlock = places.get(id)?.block.id === block;
  return answers.get(keyOf(id, isSameBlock ? item?.key : undefined));
}

function seenAnswer(sitting: Sitting, moment: Moment, id: string): unknown {
  const answer = answerFrom(sitting, moment, id);
  const question = sitting.find(id);
  if (answer === undefined || question === undefined) return undefined;
  return isSkipped(answer) ? answer.skipped : sitting.types[question.type]?.seen(answer, question);
}
