/** How delimiters are called in the translations. */
export const delimiterName = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "pipe",
  whitespace: "whitespace",
} as const;
