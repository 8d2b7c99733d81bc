import { compare } from "../../rules/compare.ts";
import { holds } from "../../rules/holds.ts";
import { partsOf } from "../../rules/parts-of.ts";
import type { When } from "../definition.ts";
import type { Fields } from "./fields.ts";

/** More combinations than this are not tried: the condition is taken for one that may hold and may fail. */
const MOST_TRIED = 5_000;

export interface Chances {
  mayHold: boolean;
  mayFail: boolean;
}

/** Whether a condition can hold and can fail, by trying everything that its fields may hold, and that nothing stands there. */
export function chancesOf(when: When, fields: Fields): Chances {
  const names = [...new Set(partsOf(when).flatMap((part) => ("field" in part ? [part.field] : [])))];
  const values = names.map((name) => fields.valuesOf(name));
  const count = values.reduce((product, each) => product * ((each?.length ?? MOST_TRIED) + 1), 1);
  if (count > MOST_TRIED) return { mayHold: true, mayFail: true };
  const found = { mayHold: false, mayFail: false };
  for (let number = 0; number < count; number += 1) {
    const known = new Map<string, unknown>();
    let rest = number;
    for (const [index, name] of names.entries()) {
      const all = values[index] ?? [];
      known.set(name, all[rest % (all.length + 1)]);
      rest = Math.floor(rest / (all.length + 1));
    }
    if (holds(when, (part) => "field" in part && compare(part, known.get(part.field)))) found.mayHold = true;
    else found.mayFail = true;
    if (found.mayHold && found.mayFail) break;
  }
  return found;
}
