const LONG = /\d{16}/;
/** Strings, so that digits in them stay what they are, and numbers that may be too long. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * Parses JSON as `JSON.parse` does, but for whole numbers beyond 2^53, which it would round: those keep their digits, as
 * text. Two orders whose ids differ in the last digit stay two.
 */
export function parseExactJson(text: string): unknown {
  if (!LONG.test(text)) return JSON.parse(text);
  const exact = text.replace(TOKENS, (token) =>
    /^-?[1-9]\d*$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
  try {
    return JSON.parse(exact);
  } catch {
    // What is no JSON is told of as it was sent.
    return JSON.parse(text);
  }
}
