/** What exports write where there is no value. */
const NOTHING =
  /^(?:[-–—.?*]+|n\/?a|#n\/a|nan|null|nil|none|nul|undefined|\(blank\)|k\. ?a\.|keine angabe|#[a-z0-9/]+[!?])$/i;
export const isNothing = (text: string): boolean => NOTHING.test(text.trim());

const SIGNS: Record<string, string> = {
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  $: "USD",
  "₹": "INR",
  "₽": "RUB",
  "₩": "KRW",
};
const SIGN = "[€£¥$₹₽₩]";
const CODE =
  "(?:AUD|BGN|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|ILS|INR|JPY|KRW|MXN|NOK|NZD|PLN|RON|RUB|SEK|SGD|THB|TRY|UAH|USD|ZAR)";
const MONEY_BEFORE = new RegExp(`^([-+(]*)(${SIGN}|${CODE}) ?(?=[-+(.\\d])`, "i");
const MONEY_BEHIND = new RegExp(`(?<=[\\d)-]) ?(${SIGN}|${CODE})(\\)?)$`, "i");

// A leading zero or a plus marks an identifier or a phone number, not a quantity.
const WHOLE = "(?:0|[1-9]\\d{0,14})";
const POINT = new RegExp(
  `^(?:${WHOLE}|[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d?(?:,\\d{2})+,\\d{3})?(?:\\.\\d+)?(?<=\\d)(?:e[-+]?\\d{1,3})?$`,
  "i",
);
const COMMA = new RegExp(`^(?:${WHOLE}|[1-9]\\d{0,2}(?:\\.\\d{3})+)?(?:,\\d+)?(?<=\\d)(?:e[-+]?\\d{1,3})?$`, "i");
/** As loosely as a person reads who has said that it is a number. */
const ANY_WHOLE = /^\+?\d+(?:\.\d+)?$/;

/** `comma` writes 1.234,5 and `point` 1,234.5. */
export type Notation = "point" | "comma";

export interface ReadNumber {
  value: number;
  /** ISO 4217, where a sign or a code stood beside it. */
  currency?: string;
}

interface Bare {
  digits: string;
  negative: boolean;
  currency?: string;
}

/** Takes off what stands around the digits: money, signs, brackets of accountants, blanks and apostrophes between thousands. */
function bareOf(text: string): Bare {
  let rest = text
    .trim()
    .replace(/[\u00a0\u202f\u2009\u2007]/g, " ")
    .replace(/[\u2212\u2013](?=[\d€£$])/g, "-");
  const money = MONEY_BEFORE.exec(rest)?.[2] ?? MONEY_BEHIND.exec(rest)?.[1];
  rest = rest.replace(MONEY_BEFORE, "$1").replace(MONEY_BEHIND, "$2");
  let negative = false;
  const bracketed = /^\((.+)\)$/.exec(rest)?.[1];
  if (bracketed !== undefined) rest = bracketed.trim();
  else if (/^- ?(?=[\d.,])/.test(rest)) rest = rest.replace(/^- ?/, "");
  else if (/\d-$/.test(rest)) rest = rest.slice(0, -1);
  else return { digits: grouped(rest), negative, ...currencyOf(money) };
  negative = true;
  return { digits: grouped(rest), negative, ...currencyOf(money) };
}

const grouped = (text: string): string =>
  /^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/.test(text) ? text.replace(/[ '’]/g, "") : text;

const currencyOf = (money: string | undefined): Pick<Bare, "currency"> =>
  money === undefined ? {} : { currency: SIGNS[money] ?? money.toUpperCase() };

/** Whether a text is written as a number of that notation, and nothing else: what suggests a type goes by this. */
export function looksLikeNumber(text: string, notation: Notation): boolean {
  return (notation === "point" ? POINT : COMMA).test(bareOf(text).digits);
}

/** True for what is one number with a point and another with a comma: 1.234. */
export function isUndecided(text: string): boolean {
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(bareOf(text).digits);
}

/** The number in a text, or null when it holds none. */
export function readNumber(text: string, notation: Notation): ReadNumber | null {
  const { digits, negative, currency } = bareOf(text);
  const plain =
    (notation === "point" ? POINT : COMMA).test(digits) ||
    ANY_WHOLE.test(notation === "point" ? digits : digits.replace(",", "."));
  if (!plain) return null;
  const value = Number(
    notation === "point" ? digits.replaceAll(",", "") : digits.replaceAll(".", "").replace(",", "."),
  );
  if (!Number.isFinite(value)) return null;
  return { value: negative ? -value : value, ...(currency ? { currency } : {}) };
}
