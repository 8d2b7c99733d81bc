import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

// Files like those that people bring: the columns, notations and oddities of well-known public ones, filled by us. What is
// in them is counted while they are made.

const ACTIVITIES = 27;
const HOUR = 3_600_000;

/** The same draws for the same seed. */
function drawing(seed: number) {
  const generator = xoroshiro128plus(seed);
  /** Both ends included. */
  const int = (low: number, high: number) => low + Math.floor(uniformFloat32(generator) * (high - low + 1));
  return { int, pick: (list: readonly string[]) => list[int(0, list.length - 1)] ?? "" };
}

/** A municipality's log of permits: fifteen columns, colons in their names, Dutch time with a shift of an hour in it. */
export function permitLog(cases: number) {
  const random = drawing(1);
  const header =
    "case:channel,case:concept:name,case:deadline,case:department,case:enddate,case:enddate_planned,case:group," +
    "case:responsible,case:startdate,concept:instance,concept:name,lifecycle:transition,org:group,org:resource,time:timestamp";
  const lines = [header];
  const activities = new Set<string>();
  const variants = new Set<string>();
  const channels = new Set<string>();
  let first: Date | undefined;
  for (let number = 1; number <= cases; number += 1) {
    const channel = random.pick(["Desk", "Intern", "Internet", "Post", "e-mail"]);
    channels.add(channel);
    const name = `case-${10_000 + number}`;
    let instant = Date.UTC(2010, 9, 1) + random.int(0, 450 * 24) * HOUR + random.int(0, HOUR);
    const begun = dutch(instant);
    first ??= new Date(instant);
    const walk = ["Confirmation of receipt"];
    for (let next = random.int(1, 3); walk.length < 12 && next < ACTIVITIES; next += random.int(1, 9))
      walk.push(`T${String(next).padStart(2, "0")} Check, part ${next}`);
    variants.add(walk.join("\n"));
    for (const [place, activity] of walk.entries()) {
      activities.add(activity);
      const who = `Resource${String(random.int(1, 43)).padStart(2, "0")}`;
      const fields = [channel, name, begun, "General", place % 2 ? begun : "", begun, "Group 2", who, begun];
      lines.push(
        [...fields, `task-${number}-${place}`, `"${activity}"`, "complete", "Group 1", who, dutch(instant)].join(","),
      );
      instant += random.int(1, 100 * HOUR);
    }
  }
  return {
    text: `${lines.join("\n")}\n`,
    cases,
    events: lines.length - 1,
    activities: activities.size,
    variants: variants.size,
    channels: [...channels].sort(),
    /** When the first event happened. */
    first: first ?? new Date(0),
  };
}

/** `2011-10-11 13:45:40.276000+02:00` */
function dutch(instant: number): string {
  const summer = new Date(instant).getUTCMonth() > 2 && new Date(instant).getUTCMonth() < 10 ? 2 : 1;
  const local = new Date(instant + summer * HOUR).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 23)}000+0${summer}:00`;
}

/** Purchases of a music shop: no header, columns parted by blanks, lines by CRLF, days as one number. */
export function purchases(customers: number) {
  const random = drawing(2);
  const lines: string[] = [];
  for (let number = 1; number <= customers; number += 1) {
    const master = String(number * 10 + random.int(0, 9)).padStart(5, "0");
    for (let order = random.int(1, 5); order > 0; order -= 1) {
      const day = `1997${String(random.int(1, 12)).padStart(2, "0")}${String(random.int(1, 28)).padStart(2, "0")}`;
      const amount = (random.int(500, 9000) / 100).toFixed(2).padStart(7);
      lines.push(
        ` ${master} ${String(number).padStart(4, "0")} ${day} ${String(random.int(1, 9)).padStart(2)} ${amount}\r\n`,
      );
    }
  }
  return { text: lines.join(""), customers, rows: lines.length };
}

/** Sentences with a label, as data for learning comes: quotes and commas in them, dots in a row. */
export function sentences(count: number): string {
  const random = drawing(3);
  const words = ["Wow...", "Loved this place.", '"Good case, Excellent value."', '"It is ""fine"""', "Never again!"];
  const lines = ["text,label"];
  for (let number = 0; number < count; number += 1) lines.push(`${random.pick(words)},${random.int(0, 1)}`);
  return `${lines.join("\n")}\n`;
}
