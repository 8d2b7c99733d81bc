import type { z } from "zod";
import { ONE_LINE } from "./clean-text.ts";
import type { Value } from "./declare-problems.ts";
import type { FieldCode } from "./field-problems.ts";
import { MAIL_ADDRESS } from "./mail-address.ts";

/** What is wrong with a field, for a page to word. */
export interface Fault {
  code: FieldCode;
  values: Readonly<Record<string, Value>>;
}

/** What a check of our own says of a field: in words, and in a code. Handed to `refine` and `addIssue`. */
export function fault(code: FieldCode, message: string, values: Fault["values"] = {}) {
  return { message, params: { code, values } };
}

const formats: Readonly<Record<string, FieldCode>> = {
  email: "not_an_address",
  datetime: "not_an_instant",
  url: "not_a_web_address",
};
const patterns = new Map<string, FieldCode>([
  [String(ONE_LINE), "control_character"],
  [String(MAIL_ADDRESS), "not_an_address"],
]);

/** The code of what a schema refused. `input` is there when the schema was asked to report it. */
export function faultOfIssue(issue: z.core.$ZodIssue): Fault {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? told("required") : told("wrong_type", { expected: issue.expected });
    case "invalid_value":
      return issue.input === undefined ? told("required") : told("not_one_of", { options: issue.values.map(String) });
    case "unrecognized_keys":
      return told("unexpected", { names: issue.keys });
    case "not_multiple_of":
      return told("not_multiple_of", { divisor: issue.divisor });
    case "invalid_format": {
      const known = patterns.get(issue.pattern ?? "") ?? formats[issue.format];
      return known ? told(known) : told("invalid_format", { format: issue.format });
    }
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive ?? true);
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive ?? true);
    case "custom":
      return (issue.params as Fault | undefined) ?? told("invalid");
    default:
      return told("invalid");
  }
}

function told(code: FieldCode, values: Fault["values"] = {}): Fault {
  return { code, values };
}

const LISTS = ["array", "set", "map"];

function tooSmall(origin: string, minimum: number, inclusive: boolean): Fault {
  if (origin === "string") return told("too_short", { minimum });
  if (LISTS.includes(origin)) return told("too_few", { minimum });
  return told(inclusive ? "too_small" : "not_above", { minimum });
}

function tooBig(origin: string, maximum: number, inclusive: boolean): Fault {
  if (origin === "string") return told("too_long", { maximum });
  if (LISTS.includes(origin)) return told("too_many", { maximum });
  return told(inclusive ? "too_big" : "not_below", { maximum });
}
