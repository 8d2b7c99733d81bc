import { isAscii, isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";
import type { Encoding } from "../../../../contracts/collect/file-layout.ts";
import { encodings } from "../../../../contracts/words/encodings.ts";

/** What chardet calls them, and what each may be as well: the ones that Windows writes hold the letters of the ISO ones. */
const NAMED: Record<string, Encoding[]> = {
  "ISO-8859-1": ["windows-1252", "iso-8859-15"],
  "ISO-8859-2": ["windows-1250", "iso-8859-2"],
  "ISO-8859-5": ["iso-8859-5"],
  "ISO-8859-6": ["windows-1256"],
  "ISO-8859-7": ["windows-1253"],
  "ISO-8859-8": ["windows-1255"],
  "ISO-8859-9": ["windows-1254"],
  "windows-1250": ["windows-1250", "iso-8859-2"],
  "windows-1251": ["windows-1251"],
  "windows-1252": ["windows-1252", "iso-8859-15"],
  "windows-1253": ["windows-1253"],
  "windows-1254": ["windows-1254"],
  "windows-1255": ["windows-1255"],
  "windows-1256": ["windows-1256"],
  "KOI8-R": ["koi8-r"],
  Shift_JIS: ["shift_jis"],
  "EUC-JP": ["euc-jp"],
  "EUC-KR": ["euc-kr"],
  Big5: ["big5"],
  GB18030: ["gb18030"],
};
/** What chardet does not know, and what many files without another sign are; these have to read clearly better. */
const OTHERS: [Encoding, number][] = [
  ["windows-1252", 8],
  ["windows-1251", 4],
  ["macintosh", 6],
  ["ibm866", 2],
  ["ibm850", 2],
  ["windows-874", 4],
];

/** Pairs of bytes that are UTF-8 by chance are rare: a text with two good characters for each bad one is UTF-8, damaged. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let bad = 0;
  let good = 0;
  for (const char of bytes.toString("utf8")) {
    if (char === "\uFFFD") bad++;
    else if (char > "\x7f") good++;
  }
  return good > 0 && (bad <= 1 || good >= 2 * bad);
}

const IN_WORDS = "\\p{L}\\p{M}\\p{Co}\\p{Cn}\\p{So}\\p{Sc}\\p{Sm}\\p{Sk}\\u0080-\\u00BF\\uFFFD‘“”„‚‹›†‡‰•";
const WORD = new RegExp(`[${IN_WORDS}]*[^\\x00-\\x7f][${IN_WORDS}]*`, "gu");
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Hangul}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
];
const NEVER = /[\u0080-\u009F\uFFFD\p{Co}\p{Cn}\u2500-\u25FF]/u;
const SIGN_IN_WORD =
  /\p{L}[\p{So}\p{Sc}\p{Sm}\p{Sk}\u00A1-\u00A9\u00AB-\u00B9\u00BB-\u00BF‘“”„‚‹›†‡‰•]+\p{L}|[†‡‰]\p{L}|\p{L}[†‡]/u;
/** Vowels and tones of Thai where no consonant bears them. */
const ODD_THAI = /(?:^|[เแโใไ])[\u0E31\u0E34-\u0E3A\u0E45\u0E47-\u0E4E]|[เแโใไ](?:[เแโใไ]|$)/u;
const CASE_IN_WORD = /\p{Ll}\p{Lu}/u;
/** No language that is written with Latin letters has words without a plain one. */
const ONLY_ACCENTS = /^[\u00C0-\u024F]{3,}$/u;
/** Seldom used letters, the sign that stood where others have the euro, and katakana of half the width. */
const SELDOM = /[þðýÞÐÝ¤\uFF61-\uFF9F]/;

/** From 0 to 1: how much a decoded text looks like words of some language. */
function plausibility(text: string): number {
  let good = 0;
  let bad = 0;
  for (const [word] of text.matchAll(WORD)) {
    const mixed = SCRIPTS.filter((script) => script.test(word)).length > 1;
    if (NEVER.test(word) || mixed) bad += 2;
    else if (SIGN_IN_WORD.test(word) || CASE_IN_WORD.test(word) || ONLY_ACCENTS.test(word) || ODD_THAI.test(word))
      bad += 1;
    else {
      const share = SELDOM.test(word) ? 0.3 : 1;
      good += share;
      bad += 1 - share;
    }
  }
  return good + bad === 0 ? 0.5 : (good / (good + bad)) ** 2;
}

/** The lines that hold more than ASCII: the others say nothing. */
function tellingLines(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, end === -1 ? bytes.length : end + 1);
    if (!isAscii(line)) lines.push(line);
    from += line.length;
  }
  return Buffer.concat(lines);
}

/** The encoding of bytes that hold more than ASCII and bear no mark. */
export function guessEncoding(sample: Buffer): Encoding {
  const bytes = tellingLines(sample);
  if (isUtf8(bytes) || isMostlyUtf8(bytes)) return "utf-8";
  const confidence = new Map<Encoding, number>(OTHERS);
  for (const found of chardet.analyse(bytes))
    for (const [index, name] of (NAMED[found.name] ?? []).entries())
      confidence.set(name, Math.max(confidence.get(name) ?? 0, found.confidence - index));
  const ranked = [...confidence].map(([name, trust]) => {
    const text = iconv.decode(bytes, name);
    return { name, text, score: plausibility(text) * (trust + 10) };
  });
  const best = ranked.reduce((one, other) => (other.score > one.score ? other : one));
  // What reads the same in several is called by the commonest of them.
  return encodings.find((name) => ranked.some((each) => each.name === name && each.text === best.text)) ?? best.name;
}

/** UTF-16 without its mark: where ASCII is among it, every other byte is zero. */
export function isUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const looked = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of looked.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const enough = Math.max(looked.length / 50, 3);
  const name = odd > enough && even === 0 ? "utf-16le" : even > enough && odd === 0 ? "utf-16be" : null;
  const text = name && iconv.decode(Buffer.from(looked), name);
  return text && !/(?![\t\r\n])\p{Cc}/u.test(text) ? name : null;
}
