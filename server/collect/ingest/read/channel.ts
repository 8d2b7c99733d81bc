import type { Fields, Message } from "./read-message.ts";

/** Names of client libraries that run in a page, in an app or on a server, as they introduce themselves. */
const LIBRARIES: [RegExp, string][] = [
  [/android|ios|kotlin|swift|flutter|react-?native|cordova|unity|xamarin|maui/i, "app"],
  [/node|python|ruby|go$|java$|php|\.net|csharp|rust|clojure|elixir|server/i, "server"],
  [/analytics\.js|analytics-next|javascript|browser|web/i, "web"],
];

/**
 * The channel a message came by: what the sender says in `context.channel` or `properties.channel`, else what kind of call
 * and client library tell; empty when nothing tells.
 */
export function channelOf(message: Message): string {
  return textOf(message.context, "channel") || textOf(message.properties, "channel") || derived(message);
}

/** The touchpoint the sender names in `properties.touchpoint` or `context.touchpoint`; empty when it names none. */
export function touchpointOf(message: Message): string {
  return textOf(message.properties, "touchpoint") || textOf(message.context, "touchpoint");
}

/**
 * The unit the sender names in `context.unit`; empty when it names none. Not in the properties, where a unit is what something
 * is measured in.
 */
export function unitOf(message: Message): string {
  const { unit } = message.context;
  if (Number.isSafeInteger(unit)) return String(unit);
  return textOf(message.context, "unit");
}

function derived(message: Message): string {
  if (message.type === "page") return "web";
  if (message.type === "screen") return "app";
  const library = message.context.library;
  const name = typeof library === "object" && library !== null && "name" in library ? library.name : undefined;
  return typeof name === "string" ? ofLibrary(name) : "";
}

const MOST_REMEMBERED = 200;
const remembered = new Map<string, string>();

function ofLibrary(name: string): string {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const channel = LIBRARIES.find(([pattern]) => pattern.test(name))?.[1] ?? "";
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, channel);
  return channel;
}

function textOf(fields: Fields, field: string): string {
  const text = fields[field];
  return typeof text === "string" ? text.trim() : "";
}
