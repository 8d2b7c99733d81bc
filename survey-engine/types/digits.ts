/** Decimal digits of the scripts that people type numbers in, by their zero: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const ZEROES = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** The text with the digits of other scripts as 0 to 9. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROES.find((each) => code >= each && code <= each + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}
