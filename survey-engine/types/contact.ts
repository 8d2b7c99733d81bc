import { type ContactPart, contactParts } from "../questions.ts";
import { takeText } from "./clean.ts";
import { takeMailAddress } from "./mail-address.ts";
import { takePhoneNumber } from "./phone-number.ts";
import { isRecord, refused, rulesOf, type Taken, taken } from "./type-rules.ts";

interface ContactAnswer {
  readonly [part: string]: string;
}

const MOST_PART = 300;

function takePart(part: ContactPart, given: unknown, path: string) {
  if (part === "email") return takeMailAddress(given, path);
  return part === "phone" ? takePhoneNumber(given, path) : takeText(given, path, MOST_PART);
}

export const email = rulesOf<"email", string>({
  take: (given, _question, _around, path) => takeMailAddress(given, path),
  seen: (answer) => answer,
  said: (answer) => answer,
});

export const phone = rulesOf<"phone", string>({
  take: (given, _question, _around, path) => takePhoneNumber(given, path),
  seen: (answer) => answer,
  said: (answer) => answer,
});

export const contact = rulesOf<"contact", ContactAnswer>({
  take(given, { parts }, _around, path): Taken<ContactAnswer> {
    if (!isRecord(given)) return refused(path, "wrong_type");
    const odd = Object.keys(given).find((key) => !parts.some(({ part }) => part === key));
    if (odd !== undefined) return refused(`${path}.${odd.slice(0, 50)}`, "unexpected");
    const answer: Record<string, string> = {};
    for (const { part, require } of parts) {
      const value = given[part];
      const below = `${path}.${part}`;
      const isBlank = value === undefined || value === null || (typeof value === "string" && value.trim() === "");
      if (isBlank && require) return refused(below, "required");
      if (isBlank) continue;
      const text = takePart(part, value, below);
      if ("faults" in text) return text;
      answer[part] = text.answer;
    }
    // In the order of the list of parts, in whatever order they came.
    const kept = contactParts.flatMap((part) => (answer[part] === undefined ? [] : [[part, answer[part]] as const]));
    return taken(Object.fromEntries(kept));
  },
  seen: (answer) => answer,
  said: (answer) => contactParts.flatMap((part) => answer[part] ?? []).join(", "),
});
