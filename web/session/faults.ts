import { ApiError } from "../../contracts/client.ts";
import { faultOf } from "../ui/problem-words.ts";

/** What the server says about the fields of a form, by their names; empty when it says nothing about any of them. */
export function faultsOf<Name extends string>(error: unknown, names: readonly Name[]): Partial<Record<Name, string>> {
  if (!(error instanceof ApiError)) return {};
  const faults: Partial<Record<Name, string>> = {};
  for (const field of error.problem.fields ?? []) {
    const { path } = field;
    const name = names.find((known) => path === known || path.endsWith(`.${known}`) || path.endsWith(`/${known}`));
    if (name) faults[name] ??= faultOf(field);
  }
  return faults;
}
