import { plainName } from "./plain-name.ts";

/** How many names are told to somebody who named another. */
const MOST_TOLD = 20;

/** The thing that somebody meant by its id or its name, whatever the case. @throws Error that tells the names there are */
export function findNamed<T extends { id: string; name: string }>(
  noun: string,
  items: readonly T[],
  wanted: string,
): T {
  const key = (name: string) => name.normalize("NFKC").toLowerCase();
  const found = items.filter(({ id, name }) => id === wanted || key(name) === key(wanted));
  const [one, second] = found;
  if (second)
    throw new Error(`Several are called ${wanted}. Name one by its id: ${found.map(({ id }) => id).join(", ")}.`);
  if (one) return one;
  if (items.length === 0) throw new Error(`There is no ${noun} called ${wanted}, and no other either.`);
  const names = items.slice(0, MOST_TOLD).map(({ name }) => plainName(name));
  const more = items.length - names.length;
  throw new Error(
    `There is no ${noun} called ${wanted}. There are: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
  );
}
