import { textIn } from "../text-in.ts";
import { refused, rulesOf, type Taken, taken } from "./type-rules.ts";

/** Conditions see the place of each option, from 1, below its id. */
export const ranking = rulesOf<"ranking", readonly string[]>({
  take(given, { options, places = options.length }, _around, path): Taken<readonly string[]> {
    if (!Array.isArray(given)) return refused(path, "wrong_type");
    if (given.length > places) return refused(path, "too_many", { maximum: places });
    const ids: string[] = [];
    for (const [index, id] of given.entries()) {
      if (typeof id !== "string") return refused(`${path}.${index}`, "wrong_type");
      if (!options.some((option) => option.id === id))
        return refused(`${path}.${index}`, "not_one_of", { given: id.slice(0, 50) });
      if (ids.includes(id)) return refused(path, "given_twice", { given: id });
      ids.push(id);
    }
    return ids.length < places ? refused(path, "too_few", { minimum: places }) : taken(ids);
  },
  seen: (answer) => Object.fromEntries(answer.map((id, index) => [id, index + 1])),
  said: (answer, { options }, { language }) =>
    answer
      .flatMap((id, index) => {
        const option = options.find((each) => each.id === id);
        return option ? [`${index + 1}. ${textIn(option.text, language)}`] : [];
      })
      .join(", "),
});
