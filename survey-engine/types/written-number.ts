import type { Language } from "../definition.ts";
import { plainDigits } from "./digits.ts";

/**
 * The number that a text means in a language: `4,5` and `4.5` are four and a half everywhere, `1.234` is a thousand where thousands
 * are parted so and else one and a bit; digits of other scripts, `−` and blanks or apostrophes between thousands are read. Undefined
 * where it is no number or could be two.
 */
export function readNumber(written: string, language: Language): number | undefined {
  const plain = plainDigits(written.trim())
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[\u200e\u200f\u061c]/g, "")
    .replace(/\u066b/g, ",")
    .replace(/\u066c/g, "'");
  const [sign, digits] = plain.startsWith("-") ? [-1, plain.slice(1)] : [1, plain.replace(/^\+/, "")];
  const ungrouped = /^\d{1,3}([\s'’]\d{3})+(?=[.,]|$)/.test(digits) ? digits.replace(/[\s'’]/g, "") : digits;
  const decimal = decimalSign(ungrouped, language);
  const grouping = decimal === "," ? "." : ",";
  const [whole = "", part, ...more] = ungrouped.split(decimal);
  if (more.length > 0 || (part !== undefined && !/^\d{1,15}$/.test(part))) return undefined;
  const groups = whole.split(grouping);
  // Of three digits, in India also of two before the last.
  const isGrouped = groups.length === 1 || /^\d{1,3}(?:,\d{2,3})*,\d{3}$/.test(groups.join(","));
  const joined = groups.join("");
  if (!isGrouped || !/^\d{1,15}$/.test(joined)) return undefined;
  return sign * Number(part === undefined ? joined : `${joined}.${part}`) + 0;
}

function decimalSign(digits: string, language: Language): "." | "," {
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const sign = digits[last] === "," ? "," : ".";
  const other = sign === "," ? "." : ",";
  if (last < 0 || digits.includes(other)) return sign;
  // One sign, once or more: more than once it parts thousands; once it may, where three digits follow and the language does so.
  if (digits.indexOf(sign) !== last) return other;
  const mayGroup = /^[1-9]\d{0,2}.\d{3}$/.test(digits);
  return mayGroup && decimalSignOf(language) !== sign ? other : sign;
}

function decimalSignOf(language: Language): string {
  const found = new Intl.NumberFormat(`${language}-u-nu-latn`)
    .formatToParts(1.5)
    .find(({ type }) => type === "decimal");
  return found?.value ?? ".";
}
