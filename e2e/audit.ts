import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { inject } from "vitest";
import { partsOf } from "./parts.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const OPTIONS: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** What keeps people out of the page as it stands, but for parts that are made as others that were judged before. */
export async function barriers(page: Page): Promise<string[]> {
  // For all processes of the run.
  const file = join(inject("runFolder"), "judged");
  const judged = new Set(existsSync(file) ? readFileSync(file, "utf8").split("\n") : []);
  const parts = await page.evaluateHandle(partsOf);
  const makes = (await parts.evaluate((each) => [...each.keys()])).filter((make) => !judged.has(make));
  if (makes.length === 0) return [];
  // Half a megabyte, which a page that was judged in another state has already.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const violations = await parts.evaluate(findViolations, { makes, options: OPTIONS });
  await parts.dispose();
  if (violations.length === 0) appendFileSync(file, `${makes.join("\n")}\n`);
  return violations;
}

/** Judges the parts of some makes, without those within them that are made otherwise. Runs in the page. */
async function findViolations(
  parts: Map<string, Element[]>,
  { makes, options }: { makes: string[]; options: RunOptions },
): Promise<string[]> {
  const isNew = new Set(makes.flatMap((make) => parts.get(make) ?? []));
  const include = [...isNew].filter(({ parentElement }) => !parentElement || !isNew.has(parentElement));
  const exclude = [...isNew].flatMap(({ children }) => [...children].filter((child) => !isNew.has(child)));
  const isWhole = isNew.has(document.documentElement);
  const { violations } = await window.axe.run(isWhole ? document : { include, exclude }, options);
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`,
  );
}
