interface Matched {
  label: string;
  hint?: string | undefined;
}

// More than these nobody scrolls through, and each is drawn.
const MOST = 500;

/** Small letters without accents, so that "cafe" finds "Café". */
function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** How well an option fits what is typed, the best first; undefined when it does not. */
function fitOf({ label, hint = "" }: Matched, typed: string): number | undefined {
  const text = plain(label);
  if (text === typed) return 0;
  if (text.startsWith(typed)) return 1;
  const place = text.indexOf(typed);
  if (place > 0) return /[^\p{L}\p{N}]/u.test(text[place - 1] ?? "") ? 2 : 3;
  const whole = `${text} ${plain(hint)}`;
  return typed.split(/\s+/).every((word) => whole.includes(word)) ? 4 : undefined;
}

/** What of the options fits what is typed: the same first, then what begins so, then what has it within. */
export function matching<O extends Matched>(options: readonly O[], typed: string): O[] {
  const wanted = plain(typed.trim());
  if (wanted === "") return options.slice(0, MOST);
  return options
    .flatMap((option) => {
      const fit = fitOf(option, wanted);
      return fit === undefined ? [] : [{ option, fit }];
    })
    .sort((a, b) => a.fit - b.fit)
    .slice(0, MOST)
    .map(({ option }) => option);
}

/** The option of that name, however its letters are written. */
export function named<O extends Matched>(options: readonly O[], typed: string): O | undefined {
  const wanted = plain(typed.trim());
  return options.find(({ label }) => label === typed.trim()) ?? options.find(({ label }) => plain(label) === wanted);
}

const WORST = 4;

/** How well a text fits what is typed, from 1, the same, down to 0, not at all. */
export function fitness(text: string, typed: string): number {
  const fit = fitOf({ label: text }, plain(typed.trim()));
  return fit === undefined ? 0 : 1 - fit / (WORST + 1);
}
