import { DAY } from "../../../../contracts/words/durations.ts";
import { problem } from "../../../platform/http/problem.ts";
import { keepLatest } from "../../../platform/keep-latest.ts";

export interface QuotaSettings {
  /** A minute's worth may come at once. */
  eventsPerSecond: number;
  /** Different names in a day (UTC). */
  eventNames: number;
  propertyNames: number;
}

/** What a quota has to know of a message. */
interface Named {
  event: string;
  properties: Readonly<Record<string, unknown>>;
  traits: Readonly<Record<string, unknown>>;
}

const BURST_SECONDS = 60;
/** Workspaces whose use is remembered; beyond that, the one that sent longest ago begins anew. */
const MOST_WORKSPACES = 200;
/** Names are free again the next day; nobody should ask every second until then. */
const MOST_WAIT_SECONDS = 3600;

interface Used {
  tokens: number;
  since: number;
  day: number;
  events: Set<string>;
  properties: Set<string>;
}

/** What one workspace may send through this process, so that none of them costs the others their store. */
export class Quotas {
  readonly #settings: QuotaSettings;
  readonly #used = new Map<string, Used>();

  constructor(settings: QuotaSettings) {
    this.#settings = settings;
  }

  /** Counts messages of a workspace; of those refused it counts none. @throws 429 with what there is too much of */
  take(workspace: string, messages: readonly Named[], now: Date): void {
    const { eventsPerSecond, eventNames, propertyNames } = this.#settings;
    const used = this.#of(workspace, now);
    const burst = eventsPerSecond * BURST_SECONDS;
    const tokens = Math.min(burst, used.tokens + ((now.getTime() - used.since) / 1000) * eventsPerSecond);
    if (tokens < messages.length) {
      const retryAfter = Math.min(BURST_SECONDS, Math.max(1, Math.ceil((messages.length - tokens) / eventsPerSecond)));
      throw problem("too_many_events", { most: eventsPerSecond }, { retryAfter });
    }
    const events = new Set<string>();
    const properties = new Set<string>();
    for (const message of messages) {
      if (!used.events.has(message.event)) events.add(message.event);
      for (const fields of [message.properties, message.traits])
        for (const name in fields) if (!used.properties.has(name)) properties.add(name);
    }
    const retryAfter = Math.min(MOST_WAIT_SECONDS, Math.ceil(((used.day + 1) * DAY - now.getTime()) / 1000));
    const [event] = [...events].slice(eventNames - used.events.size);
    if (event !== undefined) throw problem("too_many_event_names", { most: eventNames, name: event }, { retryAfter });
    const [property] = [...properties].slice(propertyNames - used.properties.size);
    if (property !== undefined)
      throw problem("too_many_property_names", { most: propertyNames, name: property }, { retryAfter });
    for (const name of events) used.events.add(name);
    for (const name of properties) used.properties.add(name);
    used.tokens = tokens - messages.length;
    used.since = now.getTime();
  }

  #of(workspace: string, now: Date): Used {
    const day = Math.floor(now.getTime() / DAY);
    const used = this.#used.get(workspace) ?? {
      ...{ tokens: this.#settings.eventsPerSecond * BURST_SECONDS, since: now.getTime() },
      ...{ day, events: new Set<string>(), properties: new Set<string>() },
    };
    if (used.day !== day) Object.assign(used, { day, events: new Set(), properties: new Set() });
    keepLatest(this.#used, workspace, used, MOST_WORKSPACES);
    return used;
  }
}
