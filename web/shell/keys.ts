const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent);
/** The key that commands begin with, as printed on this machine's keyboard. */
export const control = isMac ? "⌘" : "Ctrl";
/** What opens the palette. */
export const paletteKeys = `${control} K`;
