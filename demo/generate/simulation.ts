import { DAY, MINUTE } from "../../contracts/words/durations.ts";
import { unitOf } from "../words/places.ts";
import { hash32, Random } from "../words/random.ts";
import { startOfDay } from "./calendar.ts";
import type { Person } from "./people.ts";
import { type DemoCompany, demoStart, type PlantedTruths, plantedTruths } from "./planted.ts";

interface DemoContext {
  channel?: string;
  /** The site that looks after them. */
  unit: string;
  page?: { path: string; url: string; title: string; referrer?: string };
  device?: { type: string };
  locale: string;
  timezone: string;
  location: { city: string; country: string; region: string };
}

/** A message as a Segment-spec client sends it. `timestamp` is ISO 8601 in UTC. */
export interface DemoMessage {
  type: "identify" | "track" | "page" | "group";
  messageId: string;
  userId?: string;
  anonymousId?: string;
  groupId?: string;
  /** On `track`. */
  event?: string;
  /** On `page`. */
  name?: string;
  timestamp: string;
  properties?: Record<string, unknown>;
  traits?: Record<string, unknown>;
  context: DemoContext;
}

type Draft = Omit<DemoMessage, "messageId" | "timestamp">;

interface Pending {
  time: number;
  draft: Draft;
}

interface SimulationOptions {
  seed: number;
  company: DemoCompany;
  until: Date;
  people: number;
  /** Relative demand of a day, at most `peak`. */
  demand: (day: number) => number;
  peak: number;
}

/**
 * Runs day by day. What happens on a day may send messages and plan tasks for that day or later, never earlier; so once a
 * day's tasks have run its messages are complete, and only the days ahead are held in memory.
 */
export class Simulation {
  readonly random: Random;
  readonly truths: PlantedTruths;
  readonly from: number;
  readonly until: number;
  /** First and last whole day: on both, no message falls outside the period. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly people: number;
  readonly company: DemoCompany;
  readonly #run: string;
  readonly #demand: (day: number) => number;
  readonly #peak: number;
  readonly #tasks = new Map<number, (() => void)[]>();
  readonly #pending = new Map<number, Pending[]>();
  #references = 0;
  #messages = 0;

  constructor(options: SimulationOptions) {
    this.until = options.until.getTime();
    this.from = demoStart(options.until).getTime();
    this.firstDay = startOfDay(this.from) + DAY;
    this.lastDay = startOfDay(this.until) - DAY;
    this.people = options.people;
    this.company = options.company;
    this.truths = plantedTruths(options.until);
    this.#demand = options.demand;
    this.#peak = options.peak;
    const name = `${options.company}/${options.seed}/${options.people}/${options.until.toISOString()}`;
    this.random = new Random(name);
    this.#run = hash32(name).toString(36);
  }

  /** A number for an order, case or call: distinct within the run and the same in every run. */
  reference(prefix: string): string {
    this.#references += 1;
    return `${prefix}-${this.#run}-${this.#references}`;
  }

  plan(day: number, task: () => void): void {
    const key = startOfDay(day);
    const tasks = this.#tasks.get(key);
    if (tasks) tasks.push(task);
    else this.#tasks.set(key, [task]);
  }

  /** A day after `day`, on average `gap` ordinary days later, likelier where demand is high. */
  nextVisit(day: number, gap: number): number {
    let next = startOfDay(day);
    while (next <= this.lastDay) {
      next = startOfDay(next + Math.max(1, this.random.exponential(gap / this.#peak)) * DAY);
      if (this.random.chance(this.#demand(next) / this.#peak)) break;
    }
    return next;
  }

  /** Any day of the period, likelier where demand is high. */
  anyDay(first = this.firstDay, last = this.lastDay): number {
    for (;;) {
      const day = startOfDay(this.random.between(first, last + DAY));
      if (this.random.chance(this.#demand(day) / this.#peak)) return day;
    }
  }

  track(time: number, person: Person, event: string, channel: string, properties: Record<string, unknown>): void {
    this.#send(time, {
      type: "track",
      ...ids(person, channel),
      event,
      properties,
      context: contextOf(person, channel),
    });
  }

  page(time: number, person: Person, name: string, path: string, channel = "web"): void {
    const host = this.company === "retailer" ? "www.brackenfold.example.com" : "www.merrivane.example.com";
    const page = { path, url: `https://${host}${path}`, title: name };
    this.#send(time, {
      type: "page",
      ...ids(person, channel),
      name,
      properties: { ...page, device: person.device },
      context: { ...contextOf(person, channel), page },
    });
  }

  /** Signs the person up or in: from here on their messages carry the user id. */
  identify(time: number, person: Person, channel: string): void {
    person.known = true;
    this.#send(time, {
      type: "identify",
      userId: person.userId,
      anonymousId: person.anonymousId,
      traits: { ...person.traits, createdAt: new Date(time).toISOString() },
      context: contextOf(person, channel),
    });
  }

  group(time: number, person: Person, groupId: string, traits: Record<string, unknown>): void {
    this.#send(time, { type: "group", userId: person.userId, groupId, traits, context: contextOf(person, "web") });
  }

  #send(time: number, draft: Draft): void {
    const whole = Math.round(time);
    if (whole < this.from || whole > this.until) return;
    const key = startOfDay(whole);
    const pending = this.#pending.get(key);
    if (pending) pending.push({ time: whole, draft });
    else this.#pending.set(key, [{ time: whole, draft }]);
  }

  /** Blocks of messages in the order in which they happened. */
  *run(blockSize: number): Generator<DemoMessage[], void, undefined> {
    let block: DemoMessage[] = [];
    for (let day = this.firstDay; day <= this.lastDay + DAY; day += DAY) {
      const tasks = this.#tasks.get(day) ?? [];
      // A task may plan another for the same day, so the list may grow while it is walked.
      for (let i = 0; i < tasks.length; i++) tasks[i]?.();
      this.#tasks.delete(day);
      const pending = this.#pending.get(day) ?? [];
      this.#pending.delete(day);
      pending.sort((a, b) => a.time - b.time);
      for (const { time, draft } of pending) {
        this.#messages += 1;
        const messageId = `demo-${this.#run}-${this.#messages}`;
        block.push(Object.assign(draft, { messageId, timestamp: new Date(time).toISOString() }));
        if (block.length === blockSize) {
          yield block;
          block = [];
        }
      }
    }
    if (block.length > 0) yield block;
  }
}

/** Browsers and apps send the visitor's id along; tills, carriers, phones and letters know the customer only. */
function ids(person: Person, channel: string): { userId?: string; anonymousId?: string } {
  if (!person.known) return { anonymousId: person.anonymousId };
  return channel === "web" || channel === "app"
    ? { userId: person.userId, anonymousId: person.anonymousId }
    : { userId: person.userId };
}

function contextOf(person: Person, channel: string): DemoContext {
  const online = channel === "web" || channel === "app" || channel === "chat";
  return {
    channel,
    unit: unitOf(person.city),
    ...(online ? { device: { type: person.device } } : {}),
    locale: person.country.locale,
    timezone: person.country.timezone,
    location: { city: person.city, country: person.country.code, region: person.region },
  };
}

/** The clock of a visit: each call is some moments later. */
export function visitClock(random: Random, start: number): (minutes?: number) => number {
  let time = start;
  return (minutes = 1) => {
    time += (0.1 + random.exponential(minutes)) * MINUTE;
    return time;
  };
}
