export type Traits = Record<string, unknown>;

/** By trait: the time of the message that said it (ms since epoch) and its id, which decides between equal times. */
export type TraitTimes = Record<string, [number, string]>;

export interface Profile {
  traits: Traits;
  traitTimes: TraitTimes;
}

/** In place of the id of a message: somebody of the staff said it. */
export const RECTIFIED = "rectified";

/** Traits kept for a contact; the ones said longest ago go first. */
const MAX_TRAITS = 300;

/**
 * Joins what was said of one person. The last word on each trait wins, by the time of the message and not of its arrival,
 * so the result is the same in whatever order, and however often, the messages come. `null` takes a trait back.
 */
export function joinProfiles(one: Profile, other: Profile): Profile {
  const kept = new Map<string, [number, string]>(Object.entries(one.traitTimes));
  const traits = new Map(Object.entries(one.traits));
  for (const [trait, time] of Object.entries(other.traitTimes)) {
    const before = kept.get(trait);
    if (before && !isLater(time, before)) continue;
    kept.set(trait, time);
    if (Object.hasOwn(other.traits, trait)) traits.set(trait, other.traits[trait]);
    else traits.delete(trait);
  }
  if (kept.size > MAX_TRAITS) {
    const oldest = [...kept].sort(([a, x], [b, y]) => (isLater(x, y) || (!isLater(y, x) && a < b) ? -1 : 1));
    for (const [trait] of oldest.slice(MAX_TRAITS)) {
      kept.delete(trait);
      traits.delete(trait);
    }
  }
  return { traits: Object.fromEntries(traits), traitTimes: Object.fromEntries(kept) };
}

function isLater([time, id]: [number, string], [before, beforeId]: [number, string]): boolean {
  return time === before ? id > beforeId : time > before;
}

/** Of what was said of somebody, what no message of today says: what the staff said, and what was said before a moment. */
export function toldOtherwise({ traits, traitTimes }: Profile, before: Date | null): Profile {
  const times = Object.entries(traitTimes).filter(
    ([, [time, message]]) => message === RECTIFIED || (before !== null && time < before.getTime()),
  );
  const said = times.flatMap(([trait]) => (Object.hasOwn(traits, trait) ? [[trait, traits[trait]] as const] : []));
  return { traits: Object.fromEntries(said), traitTimes: Object.fromEntries(times) };
}

/** What one message says: every trait at the time of that message. */
export function profileOf(said: Traits, instant: Date, messageId: string): Profile {
  const entries = Object.entries(said).filter(([, value]) => value !== undefined);
  return {
    traits: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    traitTimes: Object.fromEntries(entries.map(([trait]) => [trait, [instant.getTime(), messageId]])),
  };
}

/** The JSON object in a text; empty when the text is no object. */
export function readObject(json: string): Traits {
  if (!json.startsWith("{")) return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? (storable(value) as Traits) : {};
  } catch {
    return {};
  }
}

/** PostgreSQL takes neither NUL nor half a surrogate pair; one such character must not stop everything behind it. */
export function storableText(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, "\u{fffd}");
}

function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [storableText(key), storable(member)]));
  return value;
}

/** Best name known: the name trait, first and last name, the e-mail address, else the founding identifier. */
export function nameOf(traits: Traits, founder: string): string {
  const whole = textTrait(traits, "name");
  const parts = [textTrait(traits, "firstName", "first_name"), textTrait(traits, "lastName", "last_name")];
  return (whole || parts.filter(Boolean).join(" ") || emailOf(traits) || founder).slice(0, 300);
}

export function emailOf(traits: Traits): string | null {
  return textTrait(traits, "email").slice(0, 254) || null;
}

export function phoneOf(traits: Traits): string | null {
  return textTrait(traits, "phone").slice(0, 60) || null;
}

function textTrait(traits: Traits, ...names: string[]): string {
  for (const name of names) {
    const value = Object.hasOwn(traits, name) ? traits[name] : undefined;
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number") return String(value);
  }
  return "";
}
