import { lazyRouteComponent } from "@tanstack/react-router";
import { type ComponentType, lazy } from "react";
import { needWords, type WordSet } from "../i18n/words.ts";

/** A part of the pages that could not be fetched. */
export class MissingPart extends Error {
  constructor(cause: unknown) {
    super("A part of the pages did not come.", { cause });
    this.name = "MissingPart";
  }
}

/** The file and the words that it says, both on their way at once. */
async function bring<Parts>(load: () => Promise<Parts>, words: readonly WordSet[]): Promise<Parts> {
  try {
    const [parts] = await Promise.all([load(), needWords(words)]);
    return parts;
  } catch (cause) {
    throw new MissingPart(cause);
  }
}

/**
 * A page in a file of its own. When the file does not come, the page's place says so: reloading at once, as the router would,
 * ends at the browser's own error when the server is away.
 */
export function lazyPage<Parts extends Record<string, unknown>, Name extends keyof Parts>(
  load: () => Promise<Parts>,
  name: Name,
  words: readonly WordSet[],
) {
  return lazyRouteComponent(() => bring(load, words), name);
}

/** A part of a page in a file of its own, for what most visits do not open. */
export function lazyPart<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
  words: readonly WordSet[],
) {
  return lazy(async () => ({ default: (await bring(load, words))[name] }));
}
