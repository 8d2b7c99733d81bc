/** What stands where somebody was named. */
export const ERASED = "[erased]";
/** The same where there is no room: no longer than any text that is looked for within others. */
export const ERASED_SHORT = "[…]";

/** Shorter texts stand for other things too often to be looked for inside of sentences. */
const SHORTEST = 5;
const LONGEST = 20_000;

interface State {
  next: Map<string, number>;
  /** Where to go on when no pattern goes on here. */
  back: number;
  /** Length of the longest pattern that ends here; 0 for none. */
  length: number;
}

/**
 * Finds and replaces many texts at once, whole words only and ignoring case, in one walk over what is searched (Aho and
 * Corasick, 1975), so that a thousand people take no longer than one.
 */
export class Mentions {
  readonly #states: State[] = [{ next: new Map(), back: 0, length: 0 }];
  /** What is looked for only where nothing else stands. */
  readonly #whole: ReadonlySet<string>;
  #longest = 0;

  /** @param whole texts that are too short or too plain to be looked for inside of others */
  constructor(within: readonly string[], whole: readonly string[] = []) {
    const texts = new Set(within.map((text) => fold(text.trim())).filter((text) => text.length >= SHORTEST));
    for (const text of texts) this.#add(text.slice(0, LONGEST));
    this.#link();
    this.#whole = new Set([...within, ...whole].map((text) => fold(text.trim())).filter((text) => text !== ""));
  }

  /** Characters of the longest text that is looked for. */
  get longest(): number {
    return this.#longest;
  }

  #add(text: string): void {
    let index = 0;
    for (const character of text) {
      const known = this.#states[index]?.next.get(character);
      if (known === undefined) {
        this.#states[index]?.next.set(character, this.#states.length);
        index = this.#states.length;
        this.#states.push({ next: new Map(), back: 0, length: 0 });
      } else index = known;
    }
    const end = this.#states[index];
    if (end) end.length = text.length;
    this.#longest = Math.max(this.#longest, text.length);
  }

  #link(): void {
    const waiting = [...(this.#states[0]?.next.values() ?? [])];
    for (let index = 0; index < waiting.length; index += 1) {
      const state = this.#states[waiting[index] ?? 0];
      if (!state) continue;
      for (const [character, to] of state.next) {
        const next = this.#states[to];
        if (!next) continue;
        next.back = this.#step(state.back, character);
        waiting.push(to);
      }
    }
  }

  #step(from: number, character: string): number {
    for (let index = from; ; index = this.#states[index]?.back ?? 0) {
      const next = this.#states[index]?.next.get(character);
      if (next !== undefined) return next;
      if (index === 0) return 0;
    }
  }

  /** Where they are named, `[from, to)`, the longest at each place. */
  *#find(text: string): Generator<[number, number]> {
    if (this.#longest === 0) return;
    const folded = fold(text);
    let offset = 0;
    let index = 0;
    for (const character of folded) {
      index += character.length;
      offset = this.#step(offset, character);
      for (let state = offset; state !== 0; state = this.#states[state]?.back ?? 0) {
        const length = this.#states[state]?.length ?? 0;
        if (length > 0 && isWord(folded, index - length, index)) {
          yield [index - length, index];
          break;
        }
      }
    }
  }

  /** Whether a text names somebody. */
  in(text: string): boolean {
    return this.is(text) || !this.#find(text).next().done;
  }

  /** Whether a text as a whole is what names somebody. */
  is(text: string): boolean {
    return this.#whole.has(fold(text.trim()));
  }

  /** The text without them; the same where nobody is named. */
  erase(text: string, mark = ERASED): string {
    const found = [...this.#find(text)];
    if (found.length === 0) return text;
    // What lies within another is gone with it.
    const parts: [number, number][] = [];
    for (const [from, to] of found.sort(([a, x], [b, y]) => a - b || y - x)) {
      const last = parts.at(-1);
      if (!last || from >= last[1]) parts.push([from, to]);
      else if (to > last[1]) last[1] = to;
    }
    let left = "";
    let end = 0;
    for (const [from, to] of parts) {
      left += text.slice(end, from) + mark;
      end = to;
    }
    return left + text.slice(end);
  }
}

/** Lower case, each character as long as it was: places are those of the text itself. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text].map((each) => (each.toLowerCase().length === each.length ? each.toLowerCase() : each)).join("");
}

const LETTER = /[\p{L}\p{N}]/u;

function isWord(text: string, from: number, to: number): boolean {
  const inside = (before: string, after: string) => LETTER.test(before) && LETTER.test(after);
  return !inside(text[from - 1] ?? "", text[from] ?? "") && !inside(text[to - 1] ?? "", text[to] ?? "");
}
