import { keepLatest } from "./keep-latest.ts";

/** How long somebody waits for what is read again before what was known before is believed on. */
const PATIENCE_MILLISECONDS = 50;

interface BelievedOptions<T> {
  /** How long what was read is believed: so long may a change by another process go unnoticed. */
  milliseconds: number;
  /**
   * How much longer, while a store does not answer: whoever asks must not wait for the end of a long transaction on the only
   * connection there is.
   */
  grace: number;
  /** Names remembered; beyond that, the one asked for longest ago goes. */
  most: number;
  read(name: string): Promise<T>;
  /** Whether an answer is worth remembering; each is when absent. */
  keeps?(value: T): boolean;
}

/** What is read of a store again and again, by name: read once, and again when it has grown old. */
export interface Believed<T> {
  get(name: string): Promise<T>;
  /** Drops what is remembered of one, or of all: it was changed here. */
  forget(name?: string): void;
}

interface Entry<T> {
  known: { value: T; readAt: number } | null;
  /** While it is being read. */
  reading: Promise<T> | null;
}

export function believed<T>({ milliseconds, grace, most, read, keeps }: BelievedOptions<T>): Believed<T> {
  const entries = new Map<string, Entry<T>>();

  async function readInto(entry: Entry<T>, name: string): Promise<T> {
    const readAt = performance.now();
    try {
      const value = await read(name);
      const isKept = keeps?.(value) !== false;
      entry.known = isKept ? { value, readAt } : null;
      if (!isKept) drop(entry, name);
      return value;
    } catch (error) {
      // A store that failed is asked again.
      if (!entry.known) drop(entry, name);
      throw error;
    } finally {
      entry.reading = null;
    }
  }

  function drop(entry: Entry<T>, name: string): void {
    if (entries.get(name) === entry) entries.delete(name);
  }

  return {
    async get(name) {
      const entry = entries.get(name) ?? { known: null, reading: null };
      keepLatest(entries, name, entry, most);
      const { known } = entry;
      const age = known ? performance.now() - known.readAt : Number.POSITIVE_INFINITY;
      if (known && age < milliseconds) return known.value;
      entry.reading ??= readInto(entry, name);
      if (!known || age >= milliseconds + grace) return entry.reading;
      return Promise.race([entry.reading, after(PATIENCE_MILLISECONDS, known.value)]);
    },
    forget: (name) => void (name === undefined ? entries.clear() : entries.delete(name)),
  };
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), milliseconds).unref();
  });
}
