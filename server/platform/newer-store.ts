/** A store that a later version of the program has changed: this one would not understand what it finds. */
export class NewerStore extends Error {
  constructor(store: "records" | "events", found: number, known: number) {
    super(
      `The ${store} were written by a newer version of Throughline: they have ${found} changes of their tables, this version knows ${known}. ` +
        "Nothing was touched. Start that version, or restore a backup of this one into an empty folder.",
    );
  }
}
