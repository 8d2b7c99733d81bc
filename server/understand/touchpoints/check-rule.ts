import type { Condition } from "../../../contracts/log/conditions.ts";
import { problem } from "../../platform/http/problem.ts";

/**
 * A touchpoint's rule picks events, one by one; who somebody is or what else they did cannot be part of it.
 * @throws 400 at the part of the rule that asks for it
 */
export function checkTouchpointRule(rule: Condition, path = "rule"): void {
  if ("all" in rule) for (const [index, part] of rule.all.entries()) checkTouchpointRule(part, `${path}.all.${index}`);
  else if ("any" in rule)
    for (const [index, part] of rule.any.entries()) checkTouchpointRule(part, `${path}.any.${index}`);
  else if ("not" in rule) checkTouchpointRule(rule.not, `${path}.not`);
  else if ("did" in rule) throw refused(`${path}.did`, "what a person did at other times");
  else if ("last" in rule) throw refused(`${path}.last`, "what a person said at other times");
  else if ("people" in rule) throw refused(`${path}.people`, "a list of people");
  else if ("group" in rule) throw refused(`${path}.group`, "the groups of a person");
  else if ("segment" in rule) throw refused(`${path}.segment`, "the segments of a person");
  else if (rule.field.startsWith("traits.")) throw refused(`${path}.field`, "the traits of a person");
}

function refused(path: string, what: string) {
  return problem("rule_not_of_events", { path, what });
}
