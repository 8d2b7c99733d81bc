import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../config.ts";
import { journeyTemplates } from "../understand/journeys/document/journey-templates.ts";
import { describeMetrics } from "../understand/metrics/definitions/definitions.ts";
import { firstTiles } from "../understand/overview/first-tiles.ts";

// The server speaks English; what it names by an id, the pages say in the reader's language.

type Words = { [key: string]: string | Words };

/** The words of a file, by the parts of their keys. */
function read(name: string): Words {
  const words: Words = {};
  for (const [key, text] of Object.entries(
    JSON.parse(readFileSync(join(packageRoot, "web", name), "utf8")) as Record<string, string>,
  )) {
    const parts = key.split(".");
    const last = parts.pop() ?? "";
    let node = words;
    for (const part of parts) {
      const next = node[part] ?? {};
      if (typeof next === "string") throw new Error(`${name}: ${key} stands below a text`);
      node[part] = next;
      node = next;
    }
    node[last] = text;
  }
  return words;
}

function below(from: Words, ...path: string[]): Words {
  const found = path.reduce<Words | string | undefined>(
    (node, key) => (typeof node === "object" ? node[key] : undefined),
    from,
  );
  return typeof found === "object" ? found : {};
}

/** The same keys, every one with a text. */
function outline(node: Words): unknown {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, typeof value === "string" ? value.trim() !== "" : outline(value)]),
  );
}

test("every metric of the catalogue has words in German, and no other", () => {
  const catalogue = Object.fromEntries(
    describeMetrics().map((metric) => [
      metric.metric,
      {
        name: metric.name,
        description: metric.description,
        formula: metric.formula,
        interval: metric.interval,
        variant: Object.fromEntries(
          metric.variants.map(({ name, title, description }) => [name, { title, description }]),
        ),
        ...(metric.params.length > 0
          ? { param: Object.fromEntries(metric.params.map(({ name, description }) => [name, description])) }
          : {}),
      },
    ]),
  );
  expect(outline(below(read("charts/metrics.de.json"), "metric"))).toEqual(outline(catalogue));
});

test("the first tiles are called alike by the server and in English, and have German names", () => {
  const titles = Object.fromEntries(firstTiles.map(({ id, title }) => [id, title]));
  expect(below(read("overview/words.en.json"), "overview", "firstTile")).toEqual(titles);
  expect(outline(below(read("overview/words.de.json"), "overview", "firstTile"))).toEqual(outline(titles));
});

test.each(journeyTemplates)("the template $id can be read in German", ({ id, file: { journey, touchpoints } }) => {
  const steps = journey.phases.flatMap((phase) => phase.steps);
  const expected = {
    name: true,
    description: true,
    phases: Object.fromEntries(journey.phases.map((phase) => [phase.id, true])),
    steps: Object.fromEntries(
      steps.map((step) => [
        step.id,
        {
          name: true,
          ...(touchpoints.some((touchpoint) => touchpoint.id === step.touchpointId)
            ? { touchpoint: true, about: true }
            : {}),
          ...Object.fromEntries(journey.cells.filter((cell) => cell.step === step.id).map((cell) => [cell.lane, true])),
        },
      ]),
    ),
  };
  expect(outline(below(read("journeys/templates.de.json"), "template", id))).toEqual(expected);
});
