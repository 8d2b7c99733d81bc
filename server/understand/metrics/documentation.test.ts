import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../config.ts";
import { describeMetrics } from "./definitions/definitions.ts";

const page = readFileSync(join(packageRoot, "docs", "metrics.md"), "utf8");
/** What stands under a metric's own heading. */
const sections = new Map(
  page
    .split(/^#{2,4} /m)
    .map((section): [string, string] => [/^.* · `([a-z_]+)`$/m.exec(section.split("\n")[0] ?? "")?.[1] ?? "", section]),
);

test.each(describeMetrics())("docs/metrics.md says what $metric is", (metric) => {
  const section = sections.get(metric.metric) ?? "";
  const said = [
    metric.name,
    metric.description,
    `**Formula**: ${metric.formula}`,
    `**Unit**: ${metric.unit}`,
    `**Minimum n**: ${metric.minimumN}`,
    `**Interval**: ${metric.interval}`,
    ...metric.variants.map(({ name }) => `\`${name}\``),
    ...metric.params.map((param) => `\`${param.name}\` (${param.default})`),
  ];
  expect(said.filter((text) => !section.includes(text))).toEqual([]);
});

test("docs/metrics.md describes no metric that is not there", () => {
  const there = new Set(describeMetrics().map(({ metric }) => metric));
  expect([...sections.keys()].filter((name) => name !== "" && !there.has(name))).toEqual([]);
});
