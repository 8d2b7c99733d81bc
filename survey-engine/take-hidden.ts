import type { HiddenField, HiddenValue, Item } from "./definition.ts";
import type { Fault } from "./faults.ts";
import { takeText } from "./types/clean.ts";
import { isRecord, refused, taken } from "./types/type-rules.ts";
import { readNumber } from "./types/written-number.ts";

const MOST_TEXT = 1_000;
/** Things of a list, and fields of each. */
const MOST_ITEMS = 50;
const MOST_FIELDS = 20;
const ITEM_KEY = /^[\w.:-]{1,64}$/;
const FIELD = /^[a-z][a-z0-9_]{0,63}$/;

/** Hidden fields that came with a link, a page or an event: those that the survey has, and what is wrong with them. Others are left out. */
export function takeHidden(
  fields: readonly HiddenField[],
  given: Readonly<Record<string, unknown>>,
): { hidden: Record<string, HiddenValue>; faults: Fault[] } {
  const hidden: Record<string, HiddenValue> = {};
  const faults: Fault[] = [];
  for (const { id, kind } of fields) {
    const value = Object.hasOwn(given, id) ? given[id] : undefined;
    if (value === undefined || value === null || value === "") continue;
    const read = takeValue(kind, value, `hidden.${id}`);
    if ("faults" in read) faults.push(...read.faults);
    else hidden[id] = read.answer;
  }
  return { hidden, faults };
}

function takeValue(kind: HiddenField["kind"], value: unknown, path: string) {
  if (kind === "list") return takeList(value, path);
  if (kind === "text") return takeText(typeof value === "number" ? String(value) : value, path, MOST_TEXT);
  const number = typeof value === "string" && value.length <= 50 ? readNumber(value, "en") : value;
  return typeof number === "number" && Number.isFinite(number) ? taken(number) : refused(path, "not_a_number");
}

/** Names only, or objects with a `key` that tells them apart and a `name`. */
function takeList(value: unknown, path: string): { answer: Item[] } | { faults: Fault[] } {
  if (!Array.isArray(value)) return refused(path, "wrong_type");
  if (value.length > MOST_ITEMS) return refused(path, "too_many", { maximum: MOST_ITEMS });
  const items: Item[] = [];
  for (const [index, each] of value.entries()) {
    const item = takeItem(typeof each === "string" ? { key: String(index + 1), name: each } : each, `${path}.${index}`);
    if ("faults" in item) return item;
    if (items.some(({ key }) => key === item.answer.key))
      return refused(path, "given_twice", { given: item.answer.key });
    items.push(item.answer);
  }
  return { answer: items };
}

function takeItem(given: unknown, path: string): { answer: Item } | { faults: Fault[] } {
  if (!isRecord(given)) return refused(path, "wrong_type");
  const { key: givenKey, name: givenName, ...more } = given;
  const key = typeof givenKey === "number" ? String(givenKey) : givenKey;
  if (typeof key !== "string" || !ITEM_KEY.test(key)) return refused(`${path}.key`, "wrong_type");
  const name = takeText(givenName, `${path}.name`, MOST_TEXT, 1);
  if ("faults" in name) return name;
  const fields = Object.entries(more).filter(([field]) => FIELD.test(field));
  if (fields.length > MOST_FIELDS) return refused(path, "too_many", { maximum: MOST_FIELDS });
  const kept: Record<string, string | number> = {};
  for (const [field, value] of fields) {
    if (typeof value === "number" && Number.isFinite(value)) kept[field] = value;
    else if (typeof value === "string") {
      const text = takeText(value, `${path}.${field}`, MOST_TEXT);
      if ("faults" in text) return text;
      kept[field] = text.answer;
    }
  }
  return { answer: { ...kept, key, name: name.answer } };
}
