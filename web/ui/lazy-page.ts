import { lazyRouteComponent } from "@tanstack/react-router";
import { createElement, type FunctionComponent, lazy } from "react";
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

export type LazyPart<Props> = FunctionComponent<Props> & { preload: () => void };

/** A part of a page in a file of its own, for what most visits do not open. `preload` fetches it before it is shown. */
export function lazyPart<Parts, Name extends keyof Parts>(
  load: () => Promise<Parts>,
  name: Name,
  words: readonly WordSet[],
): LazyPart<PropsOf<Parts[Name]>> {
  const fetched = async () => ({
    default: (await bring(load, words))[name] as FunctionComponent<PropsOf<Parts[Name]>>,
  });
  const Part = lazy(fetched);
  return Object.assign((props: PropsOf<Parts[Name]>) => createElement(Part, props), {
    // What does not come now is asked for again when it is shown, and that says so.
    preload: () => void fetched().catch(() => undefined),
  });
}

type PropsOf<Part> = Part extends (props: infer Props extends object) => unknown ? Props : never;
