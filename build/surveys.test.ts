import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { surveyDefinition } from "../contracts/listen/survey-definition.ts";
import { surveyLimits } from "../contracts/words/survey-limits.ts";
import { findings } from "../survey-engine/check/finding.ts";
import { minutesOf } from "../survey-engine/check/minutes.ts";
import { faultCodes } from "../survey-engine/faults.ts";
import { lostSentences } from "../survey-engine/formats/imported.ts";
import { measures } from "../survey-engine/measures.ts";
import { en } from "../survey-engine/phrases/en.ts";
import { templates } from "../survey-engine/templates/templates.ts";

const inCell = (text: string) => text.replace(/\{\{(\w+)\}\}/g, "`$1`").replaceAll("|", "\\|");

test("docs/survey-checks.md tells what is found, refused and lost, how much there may be, and what the templates measure", async () => {
  const found = Object.entries(findings).map(
    ([code, { level, says }]) => `| ${level} | \`${code}\` | ${inCell(says)} |`,
  );
  const faults = Object.entries<readonly string[]>(faultCodes).map(
    ([code, names]) =>
      `| \`${code}\` | ${inCell(en[code as keyof typeof faultCodes])} | ${names.map((name) => `\`${name}\``).join(", ")} |`,
  );
  const lost = Object.entries(lostSentences).map(([code, says]) => `| \`${code}\` | ${inCell(says)} |`);
  const most = Object.entries(surveyLimits).map(([name, count]) => `| ${name} | ${count.toLocaleString("en")} |`);
  const offered = templates.map(({ name, says, definition, measures: used }) => {
    const numbers = [...new Set(Object.values(used))].map((each) => `[${each}](#what-they-measure)`).join(", ");
    return `| ${name.en} | ${says.en} | ${numbers} | ${minutesOf(definition, "en").toFixed(1)} |`;
  });
  const told = Object.entries(measures).map(
    ([name, { scale, direction, scoring, source }]) =>
      `| ${name} | ${scale.en} | ${direction.en} | ${inCell(scoring.en)} | ${source} |`,
  );
  const page = `# What is checked in surveys

Made from \`survey-engine/\` by \`build/surveys.test.ts\`; write it anew with \`npx vitest run build/surveys.test.ts -u\`. The format is in
[surveys.md](surveys.md). Names in the sentences are those of \`values\`.

## Before publishing

One with an error is not published. Every finding has its path, such as \`blocks.0.pages.1.questions.2.text\`.

| level | code | says |
|---|---|---|
${found.join("\n")}

## At most

| of | at most |
|---|---|
${most.join("\n")}

## In an answer

| code | says | values |
|---|---|---|
${faults.join("\n")}

## Lost on import

| code | says |
|---|---|
${lost.join("\n")}

## Templates

In English and German. Minutes are those of somebody who sees every question.

| template | when | measures | minutes |
|---|---|---|---|
${offered.join("\n")}

## What they measure

| number | scale | direction | scoring | source |
|---|---|---|---|---|
${told.join("\n")}
`;
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, "..", "docs", "survey-checks.md"));
});

test("docs/survey.schema.json is the format of surveys, for editors and other programs", async () => {
  const schema = z.toJSONSchema(surveyDefinition, { io: "input", unrepresentable: "any" });
  const file = join(import.meta.dirname, "..", "docs", "survey.schema.json");
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file);
});
