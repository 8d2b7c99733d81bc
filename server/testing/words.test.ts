import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { packageRoot } from "../config.ts";
import { journeyTemplates } from "../understand/journeys/document/journey-templates.ts";
import { describeMetrics } from "../understand/metrics/definitions/definitions.ts";
import { firstTiles } from "../understand/overview/first-tiles.ts";

// The server speaks English; what it names by an id, the pages say in the reader's language.

type Words = { [key: string]: string | Words };
const read = (name: string) => JSON.parse(readFileSync(join(packageRoot, "web", "i18n", name), "utf8")) as Words;
const words = { en: read("en.json"), de: read("de.json") };
const templates = read("templates.de.json");

function at(from: Words | undefined, ...path: string[]): Words {
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

describe("metrics", () => {
  const metrics = describeMetrics();
  const catalogue: Words = Object.fromEntries(
    metrics.map((metric): [string, Words] => [
      metric.metric,
      {
        name: metric.name,
        description: metric.description,
        formula: metric.formula,
        interval: metric.interval,
        variant: Object.fromEntries(
          metric.variants.map(({ name, title, description }): [string, Words] => [name, { title, description }]),
        ),
        ...(metric.params.length > 0
          ? { param: Object.fromEntries(metric.params.map(({ name, description }) => [name, description])) }
          : {}),
      },
    ]),
  );

  it("read in English as the catalogue has them", () => {
    expect(at(words.en, "metric")).toEqual(catalogue);
  });

  it.each(metrics.map(({ metric }) => metric))("%s has words in both languages", (metric) => {
    const expected = outline(at(catalogue, metric));
    expect(outline(at(words.en, "metric", metric))).toEqual(expected);
    expect(outline(at(words.de, "metric", metric))).toEqual(expected);
  });
});

test("the first tiles are called alike by the server and in English, and have German names", () => {
  const titles = Object.fromEntries(firstTiles.map(({ id, title }) => [id, title]));
  expect(at(words.en, "overview", "firstTile")).toEqual(titles);
  expect(outline(at(words.de, "overview", "firstTile"))).toEqual(outline(titles));
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
  expect(outline(at(templates, id))).toEqual(expected);
});
