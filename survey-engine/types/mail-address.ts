import { MAIL_ADDRESS } from "../../contracts/mail-address.ts";
import type { Fault } from "../faults.ts";
import { takeText } from "./clean.ts";
import { refused, taken } from "./type-rules.ts";

const MOST = 254;

/** An address as the rest of the product takes it. Whether mail arrives is known when it does. */
export function takeMailAddress(given: unknown, path: string): { answer: string } | { faults: Fault[] } {
  const text = takeText(given, path, MOST);
  if ("faults" in text) return text;
  return MAIL_ADDRESS.test(text.answer) ? taken(text.answer) : refused(path, "not_an_address");
}
