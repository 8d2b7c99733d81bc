/** What one line may end with: a space goes, a sign stays. */
const seams = /(?<=[\s/_.:·-])|(?<=\p{Ll})(?=\p{Lu})/u;

/**
 * A name on at most two lines of so many letters, broken between its words, or its parts as in `order_completed` and
 * `orderCompleted`, where they fit, else anywhere. What is longer than both lines ends in an ellipsis.
 */
export function wrapName(name: string, longest: number): string[] {
  if (name.length <= longest) return [name];
  let first = "";
  for (const part of name.split(seams)) {
    if ((first + part).trimEnd().length > longest) break;
    first += part;
  }
  // A short beginning before a long word would waste the line that the rest needs.
  const wastes = first === "" || (first.length < longest / 2 && name.length - first.length > longest);
  const index = wastes ? longest : first.length;
  const rest = name.slice(index).trimStart();
  return [name.slice(0, index).trimEnd(), rest.length > longest ? `${rest.slice(0, longest - 1).trimEnd()}…` : rest];
}
