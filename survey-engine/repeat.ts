import { splitPath } from "../contracts/words/fields.ts";
import type { Block, Item } from "./definition.ts";
import { answerFrom, type Moment } from "./read-field.ts";
import type { Sitting } from "./sitting.ts";
import { idOfChoice, sayChoice } from "./types/choice.ts";

const ONCE: readonly undefined[] = [undefined];

/** What a block is about, turn by turn; one turn about nothing for a block that is not repeated. */
export function itemsOf(sitting: Sitting, moment: Moment, { repeat }: Block): readonly (Item | undefined)[] {
  if (!repeat) return ONCE;
  return listOf(sitting, moment, repeat.over).slice(0, repeat.most);
}

function listOf(sitting: Sitting, moment: Moment, over: string): readonly Item[] {
  const [root, id = ""] = splitPath(over);
  if (root === "hidden") {
    const list = sitting.known.hidden?.[id];
    return Array.isArray(list) ? list : [];
  }
  const question = sitting.find(id);
  const answer = answerFrom(sitting, moment, id);
  if (question?.type !== "multiple" || !Array.isArray(answer)) return [];
  return answer.flatMap((choice) => {
    const key = idOfChoice(choice);
    return key === "none" ? [] : [{ key, name: sayChoice(choice, question, sitting) }];
  });
}
