/** Formats that every workbook knows and that show a date or a time, by their numbers (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: readonly [number, number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number format shows a date or a time; `code` where the workbook brings the format itself. */
export function dateFormats(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.some(([from, to]) => id >= from && id <= to);
  // Colours, conditions, languages and words in a format are no parts of a date; [h] counts hours and is one.
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "")
    .split(";")[0];
  return /[ymdhs]/i.test(bare ?? "") && !/general/i.test(bare ?? "");
}
