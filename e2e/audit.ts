import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What was found to be accessible already: pages of one make, theme and width are judged once. */
const sound = new Set<string>();

/** What keeps people out of the page as it stands; nothing when a page that is made alike was judged before. */
export async function barriers(page: Page): Promise<string[]> {
  const make = await page.evaluate(makeOf);
  if (sound.has(make)) return [];
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(TAGS)
    .setLegacyMode()
    .analyze();
  if (violations.length === 0) sound.add(make);
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
  return [innerWidth, dark, dataset.theme, lang, location.pathname.split("/")[1], outline(document.body)].join("\n");
}
