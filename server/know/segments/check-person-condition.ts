import type { Condition } from "../../../contracts/log/conditions.ts";
import { problem } from "../../platform/http/problem.ts";

/**
 * A segment takes people: a field of a single event cannot be asked of a person.
 * @throws 400 at the part that asks for it
 */
export function checkPersonCondition(condition: Condition, path = "condition"): void {
  if ("all" in condition) {
    for (const [index, part] of condition.all.entries()) checkPersonCondition(part, `${path}.all.${index}`);
  } else if ("any" in condition) {
    for (const [index, part] of condition.any.entries()) checkPersonCondition(part, `${path}.any.${index}`);
  } else if ("not" in condition) checkPersonCondition(condition.not, `${path}.not`);
  else if ("did" in condition) {
    if (condition.did.where) checkEventCondition(condition.did.where, `${path}.did.where`);
  } else if ("segment" in condition) throw problem("segment_in_segment", { path: `${path}.segment` });
  else if ("field" in condition && !condition.field.startsWith("traits."))
    throw problem("event_field_of_person", { path: `${path}.field` });
}

function checkEventCondition(where: Condition, path: string): void {
  if ("all" in where)
    for (const [index, part] of where.all.entries()) checkEventCondition(part, `${path}.all.${index}`);
  else if ("any" in where)
    for (const [index, part] of where.any.entries()) checkEventCondition(part, `${path}.any.${index}`);
  else if ("not" in where) checkEventCondition(where.not, `${path}.not`);
  else if ("field" in where && where.field.startsWith("traits."))
    throw problem("trait_of_event", { path: `${path}.field` });
}
