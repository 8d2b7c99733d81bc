import type { Fault } from "../faults.ts";
import { plainDigits } from "./digits.ts";
import { refused, taken } from "./type-rules.ts";

/**
 * A number as it may be dialled: `+` and digits, or digits as they are dialled at home. 6 to 15 digits (E.164 allows no more); which
 * country a number without `+` is in is for who calls.
 */
export function takePhoneNumber(given: unknown, path: string): { answer: string } | { faults: Fault[] } {
  if (typeof given !== "string" || given.length > 50) return refused(path, "not_a_phone_number");
  const plain = plainDigits(given).replace(/\(0\)|[\s().\-/\u2010-\u2015\u200e\u200f\u202a-\u202e]/g, "");
  const number = plain.replace(/^00(?=[1-9])/, "+");
  return /^\+?\d{6,15}$/.test(number) ? taken(number) : refused(path, "not_a_phone_number");
}
