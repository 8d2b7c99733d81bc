/** Pace is told from what was done in this time, so that it follows a change soon and does not jump. */
const WINDOW_MILLISECONDS = 10_000;

interface Mark {
  instant: number;
  rows: number;
  bytes: number;
}

/** How fast an import goes and when it will be through. */
export class Pace {
  readonly #marks: Mark[] = [];

  /** @param time milliseconds of a clock that never goes back */
  mark(time: number, rows: number, bytes: number): void {
    this.#marks.push({ instant: time, rows, bytes });
    while (this.#marks.length > 2 && (this.#marks[1]?.instant ?? time) <= time - WINDOW_MILLISECONDS)
      this.#marks.shift();
  }

  /** Rows a second and seconds for the rest of the bytes; null while there is nothing to tell them from. */
  estimate(size: number): { ratePerSecond: number | null; secondsLeft: number | null } {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last || last.instant === first.instant) return { ratePerSecond: null, secondsLeft: null };
    const seconds = (last.instant - first.instant) / 1000;
    const bytesPerSecond = (last.bytes - first.bytes) / seconds;
    return {
      ratePerSecond: (last.rows - first.rows) / seconds,
      secondsLeft: bytesPerSecond > 0 ? Math.max(0, size - last.bytes) / bytesPerSecond : null,
    };
  }
}
