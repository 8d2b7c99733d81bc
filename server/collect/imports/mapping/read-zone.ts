import { Temporal } from "temporal-polyfill";

/**
 * Hours east of UTC of the short names that mean one zone: those of RFC 2822, of Europe in English and German, and a few
 * that nobody else uses. Names that several countries use, such as IST, are not taken.
 */
const NAMED: Record<string, number> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  cet: 1,
  cest: 2,
  mez: 1,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** What may stand behind a time to say its zone. */
export const OFFSET = "(?:(?:UTC|GMT)? ?[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z]{1,4})";

/** Minutes east of UTC; null when it is no offset that the world uses. */
export function offsetMinutes(text: string): number | null {
  const parts = /^(?:UTC|GMT)? ?([+-])(\d{1,2}):?(\d{2})?$/i.exec(text);
  if (!parts) {
    const hours = NAMED[text.toLowerCase()];
    return hours === undefined ? null : hours * 60;
  }
  const hours = Number(parts[2]);
  const minutes = Number(parts[3] ?? "0");
  if (hours > 14 || minutes > 59) return null;
  return (parts[1] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

export const isTimezone = (name: string): boolean => {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
};
