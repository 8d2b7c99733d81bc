import { ApiError } from "../../contracts/client.ts";
import type { Problem, Told } from "../../contracts/problem.ts";
import { localeOf } from "../i18n/language.ts";
import { translation, type Values } from "../i18n/words.ts";
import { Unreachable } from "./unreachable.ts";

type Value = Told["values"][string];
type FieldProblem = NonNullable<Problem["fields"]>[number];

/** Why something was refused, in one or two sentences. */
export function reasonOf(error: unknown): string {
  const { t } = translation();
  if (error instanceof Unreachable) return t("error.unreachable");
  if (!(error instanceof ApiError)) return t("error.own");
  const { code, values, detail, fields, status } = error.problem;
  if (code === "unreadable_answer") return t("error.silent", { status });
  const [first] = fields ?? [];
  return problemInWords({ code, values: first ? { ...values, fault: faultOf(first) } : values }, detail);
}

/** A problem in the reader's language; in the server's prose where the page has no words for it. */
export function problemInWords({ code, values }: Told, prose: string): string {
  return translation().wordOr(`problem.${code}`, prose, shown(values));
}

/** What is wrong with a field, likewise. */
export function faultOf({ code, values, reason }: FieldProblem): string {
  const { wordOr } = translation();
  return wordOr(`field.${code}`, wordOr(`problem.${code}`, reason, shown(values)), shown(values));
}

/** A name stands for the same in every problem: these are words or times. */
function shown(values: Told["values"]): Values {
  const { wordOr, language } = translation();
  const words: Readonly<Record<string, (value: string) => string>> = {
    kind: (kind) => wordOr(`records.kind.${kind}`, kind),
    role: (role) => wordOr(`role.${role}`, role),
    instant: (instant) =>
      new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "short" }).format(
        new Date(instant),
      ),
  };
  // What has no name is called by its kind.
  const { names, kinds } = values;
  const named = listOf(names).map((name, index) => name || (words.kind?.(listOf(kinds)[index] ?? "") ?? ""));
  return Object.fromEntries(
    Object.entries(names ? { ...values, names: named } : values).map(([name, value]) => [
      name,
      words[name]?.(String(value)) ?? plain(value),
    ]),
  );
}

function listOf(value: Value | undefined): string[] {
  return typeof value === "object" ? value : [];
}

function plain(value: Value): string | number {
  return typeof value === "object" ? value.join(", ") : value;
}
