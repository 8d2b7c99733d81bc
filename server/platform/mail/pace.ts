import { gt, sql } from "drizzle-orm";
import { HOUR, MINUTE } from "../../../contracts/words/durations.ts";
import type { RecordsSystem } from "../context.ts";
import { mailMessages } from "./mail.tables.ts";
import type { MailSettings } from "./mail-settings.ts";

/** What is not urgent leaves this part of each limit to what is. */
const SHARE = 0.9;

interface Used {
  total: number;
  domains: Map<string, number>;
}

/** How many messages were handed to the server in the last hour, by minute and receiving domain. */
export class Pace {
  readonly #minutes = new Map<number, Used>();
  readonly #limits: Pick<MailSettings, "perHour" | "domainPerHour">;

  constructor(limits: Pick<MailSettings, "perHour" | "domainPerHour">) {
    this.#limits = limits;
  }

  /** What this and other processes have sent, from the records. */
  static async read(system: RecordsSystem, settings: MailSettings): Promise<Pace> {
    const minute = sql<string>`floor(extract(epoch from ${mailMessages.attemptedAt}) / 60)`;
    const rows = await system.db
      .select({ minute, domain: mailMessages.domain, count: sql<string>`count(*)` })
      .from(mailMessages)
      .where(gt(mailMessages.attemptedAt, new Date(system.now().getTime() - HOUR)))
      .groupBy(minute, mailMessages.domain);
    const pace = new Pace(settings);
    for (const row of rows) pace.#add(Number(row.minute), row.domain, Number(row.count));
    return pace;
  }

  count(domain: string, now: Date, messages: number): void {
    this.#add(Math.floor(now.getTime() / MINUTE), domain, messages);
  }

  /** How many may go to a domain now: of any kind, and of those that a person waits for. */
  left(domain: string, now: Date): { all: number; urgent: number } {
    const first = Math.floor((now.getTime() - HOUR) / MINUTE);
    let [total, ofDomain] = [0, 0];
    for (const [minute, used] of this.#minutes) {
      if (minute <= first) this.#minutes.delete(minute);
      else {
        total += used.total;
        ofDomain += used.domains.get(domain) ?? 0;
      }
    }
    const { perHour, domainPerHour } = this.#limits;
    const share = (limit: number) => Math.max(1, Math.floor(limit * SHARE));
    const least = (inAll: number, forDomain: number) => Math.max(0, Math.min(inAll - total, forDomain - ofDomain));
    return { all: least(share(perHour), share(domainPerHour)), urgent: least(perHour, domainPerHour) };
  }

  #add(minute: number, domain: string, count: number): void {
    const used = this.#minutes.get(minute) ?? { total: 0, domains: new Map() };
    used.total += count;
    used.domains.set(domain, (used.domains.get(domain) ?? 0) + count);
    this.#minutes.set(minute, used);
  }
}
