import { expect, test } from "vitest";
import { check } from "../check/check.ts";
import { sayFinding } from "../check/finding.ts";
import { questionsOf } from "../check/outline.ts";
import { measures } from "../measures.ts";
import { templates } from "./templates.ts";

test.each(templates.map((template) => [template.id, template] as const))(
  "%s may be published as it is",
  (_id, template) => {
    expect(check(template.definition).map((found) => `${found.path}: ${sayFinding(found)}`)).toEqual([]);
    expect(template.definition.languages).toEqual(["en", "de"]);
    const asked = questionsOf(template.definition).map(({ question }) => question.id);
    for (const [id, name] of Object.entries(template.measures)) {
      expect(asked).toContain(id);
      expect(measures[name].source.length).toBeGreaterThan(10);
    }
  },
);

test("no two templates have one id", () => {
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
});
