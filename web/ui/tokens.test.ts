import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function token(name: string): [light: string, dark: string] {
  const found = css.match(new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`));
  if (!found?.[1] || !found[2]) throw new Error(`no colour --color-${name}`);
  return [found[1], found[2]];
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((index) => {
    const c = Number.parseInt(hex.slice(index, index + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio as WCAG 2.2 defines it. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["canvas", "surface", "raised", "sunken", "hover", "selected", "chosen"];
const texts = ["ink", "muted", "faint", "accent-text", "positive", "warning", "negative"];
const pairs: [text: string, ground: string, least: number][] = [
  ...texts.flatMap((text) => grounds.map((ground): [string, string, number] => [text, ground, 4.5])),
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-hover", 4.5],
  ["on-accent", "danger", 4.5],
  ["positive", "positive-soft", 4.5],
  ["warning", "warning-soft", 4.5],
  ["negative", "negative-soft", 4.5],
  ["edge", "canvas", 3],
  ["edge", "surface", 3],
  ["edge", "raised", 3],
  ["accent", "surface", 3],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((i): [string, string, number] => [`series-${i}`, "surface", 3]),
];

describe("contrast", () => {
  it.each(pairs)("%s on %s is at least %d in light and dark", (text, ground, least) => {
    const [light, dark] = token(text);
    const [onLight, onDark] = token(ground);
    expect(contrast(light, onLight)).toBeGreaterThanOrEqual(least);
    expect(contrast(dark, onDark)).toBeGreaterThanOrEqual(least);
  });
});
