import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../contracts/words/durations.ts";
import { type MailServer, openMailServer } from "../../testing/mail-server.ts";
import { openPost, type Post } from "../../testing/post.ts";

let server: MailServer;
let post: Post;

beforeAll(async () => {
  server = await openMailServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.delivered.length = 0;
});

const sentTo = (domain: string) => server.delivered.filter(({ to }) => to.endsWith(`@${domain}`)).length;

async function within<T>(limits: { perHour: number; domainPerHour: number }, work: () => Promise<T>): Promise<T> {
  post = await openPost(server.url, limits);
  try {
    return await work();
  } finally {
    await post.close();
  }
}

it("a thousand messages are drained as the limits allow, each once", { timeout: 120_000 }, () =>
  within({ perHour: 500, domainPerHour: 500 }, async () => {
    await post.system.db.transaction(async (db) => {
      for (let n = 0; n < 1000; n += 1) {
        const domain = n % 10 < 6 ? "large.example" : `d${n % 10}.example`;
        const mail = { workspace: "w", kind: "note", subject: `Number ${n}`, text: "Hello." };
        await post.enqueue(db, { ...mail, to: { address: `n${n}@${domain}` } });
      }
    });
    // A tenth of every limit is left to what is urgent.
    const drained: number[] = [];
    for (let hour = 0; hour < 4; hour += 1) {
      const before = server.delivered.length;
      await post.drain();
      await post.drain();
      drained.push(server.delivered.length - before);
      post.advance(HOUR);
    }
    expect(drained).toEqual([450, 450, 100, 0]);
    expect(new Set(server.delivered.map(({ mail }) => mail.subject)).size).toBe(1000);
    expect(server.mostAtOnce()).toBeLessThanOrEqual(post.settings.connections);
    for (const row of (await post.rows()).values()) expect(row).toMatchObject({ status: "sent", attempts: 1 });
  }),
);

it("one domain at its limit holds up no other, and goes on when an hour is over", () =>
  within({ perHour: 100, domainPerHour: 10 }, async () => {
    for (let n = 0; n < 20; n += 1) await post.write(`n${n}@busy.example`);
    for (let n = 0; n < 5; n += 1) await post.write(`n${n}@calm.example`);
    await post.drain();
    expect([sentTo("busy.example"), sentTo("calm.example")]).toEqual([9, 5]);
    post.advance(59 * MINUTE);
    await post.drain();
    expect(sentTo("busy.example")).toBe(9);
    post.advance(2 * MINUTE);
    await post.drain();
    expect(sentTo("busy.example")).toBe(18);
  }));

it("what a person waits for goes first, and into the part of the limit that is kept for it", () =>
  within({ perHour: 20, domainPerHour: 20 }, async () => {
    for (let n = 0; n < 30; n += 1) await post.write(`n${n}@example.org`);
    await post.write("reset@example.org", { urgent: true });
    await post.drain();
    expect(server.delivered[0]?.to).toBe("reset@example.org");
    expect(server.delivered).toHaveLength(18);
    for (let n = 0; n < 5; n += 1) await post.write(`reset${n}@example.org`, { urgent: true });
    await post.drain();
    expect(server.delivered).toHaveLength(20);
  }));

it("limits hold over a restart and for several processes", () =>
  within({ perHour: 10, domainPerHour: 10 }, async () => {
    for (let n = 0; n < 20; n += 1) await post.write(`n${n}@example.org`);
    await post.drain();
    const other = post.another();
    await other.drain(new AbortController().signal);
    other.close();
    expect(server.delivered).toHaveLength(9);
  }));
