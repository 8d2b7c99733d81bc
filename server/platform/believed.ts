interface BelievedOptions<T> {
  /** How long what was read is believed: so long may a change by another process go unnoticed. */
  milliseconds: number;
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

export function believed<T>({ milliseconds, most, read, keeps }: BelievedOptions<T>): Believed<T> {
  const known = new Map<string, { value: Promise<T>; until: number }>();
  return {
    get(name) {
      const remembered = known.get(name);
      known.delete(name);
      if (remembered && remembered.until > performance.now()) {
        // Set again, so that the order of the map is the order of use and the first is the one to drop.
        known.set(name, remembered);
        return remembered.value;
      }
      const value = read(name);
      const entry = { value, until: performance.now() + milliseconds };
      known.set(name, entry);
      for (const oldest of known.keys()) {
        if (known.size <= most) break;
        known.delete(oldest);
      }
      // A store that failed is asked again, and so is one for what is not kept.
      const drop = () => void (known.get(name) === entry && known.delete(name));
      value.then((found) => (keeps?.(found) === false ? drop() : undefined), drop);
      return value;
    },
    forget: (name) => void (name === undefined ? known.clear() : known.delete(name)),
  };
}
