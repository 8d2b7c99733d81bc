import type { Endpoint } from "./endpoint.ts";

type Merged<Parts> = Parts extends readonly [infer First, ...infer Rest] ? First & Merged<Rest> : unknown;

/**
 * The endpoints of several parts in one. @throws when two have one name, or one method and path: a spread would lose the first
 * of them without a word
 */
export function mergeApis<const Parts extends readonly Readonly<Record<string, Endpoint>>[]>(
  parts: Parts,
): { [Name in keyof Merged<Parts>]: Merged<Parts>[Name] } {
  const merged: Record<string, Endpoint> = {};
  const ways = new Map<string, string>();
  for (const [name, endpoint] of parts.flatMap((part) => Object.entries(part))) {
    const way = `${endpoint.method} ${endpoint.path.replaceAll(/:\w+/g, ":")}`;
    const other = name in merged ? name : ways.get(way);
    if (other !== undefined)
      throw new Error(`Two endpoints are one: ${name} and ${other} (${way}). Rename one of them.`);
    merged[name] = endpoint;
    ways.set(way, name);
  }
  return merged as { [Name in keyof Merged<Parts>]: Merged<Parts>[Name] };
}
