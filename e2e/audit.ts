import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { inject } from "vitest";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const OPTIONS: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** What keeps people out of the page as it stands; nothing when a page that is made alike was judged before. */
export async function barriers(page: Page): Promise<string[]> {
  const judged = judgedBefore(await page.evaluate(makeOf));
  if (existsSync(judged)) return [];
  // Half a megabyte, which a page that was judged in another state has already.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const violations = await page.evaluate(findViolations, OPTIONS);
  if (violations.length === 0) writeFileSync(judged, "");
  return violations;
}

/** Where it stands that a make was found to be accessible, for all processes of the run. */
function judgedBefore(make: string): string {
  const folder = join(inject("runFolder"), "judged");
  mkdirSync(folder, { recursive: true });
  return join(folder, createHash("sha256").update(make).digest("hex"));
}

/** Runs in the page. */
async function findViolations(options: RunOptions): Promise<string[]> {
  const { violations } = await window.axe.run(document, options);
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`,
  );
}

/**
 * How a page is made, as far as accessibility depends on it: its elements with classes, roles, states and colours of their
 * own, whether they have a name, text and what they refer to. Not which text it is, nor how many alike follow each other.
 * Runs in the page.
 */
function makeOf(): string {
  const REFERENCES = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for"];
  const PLACES = [
    "id",
    "href",
    "src",
    "value",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "points",
    "transform",
  ];
  const attribute = ({ name, value }: Attr): string => {
    if (REFERENCES.includes(name)) return `${name}:${value.split(" ").every((id) => document.getElementById(id))}`;
    if (name === "style") return (value.match(/(color|background|fill|stroke|opacity|display)[^;]*/g) ?? []).join(";");
    if (name === "title" || name === "alt" || name === "placeholder" || name === "aria-label")
      return `${name}:${value.trim() !== ""}`;
    return PLACES.includes(name) || (name.startsWith("data-") && /\d/.test(value)) ? name : `${name}=${value}`;
  };
  const outline = (element: Element): string => {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    const children: string[] = [];
    for (const child of element.children) {
      const told = outline(child);
      if (children.at(-1) !== told) children.push(told);
    }
    const attributes = [...element.attributes].map(attribute).sort().join(" ");
    return `${element.tagName} ${attributes}${own ? " text" : ""}{${children.join("")}}`;
  };
  const { dataset, lang } = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const page = location.pathname.replace(/^\/w\/[^/]+/, "").split("/")[1];
  return [innerWidth, dark, dataset.theme, lang, page, outline(document.body)].join("\n");
}
