import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../contracts/words/durations.ts";
import { type MailServer, openMailServer } from "../../testing/mail-server.ts";
import { openPost, type Post } from "../../testing/post.ts";
import { mailMessages } from "./mail.tables.ts";

let server: MailServer;
let post: Post;

beforeAll(async () => {
  server = await openMailServer();
  post = await openPost(server.url);
});
afterAll(async () => {
  await post.close();
  await server.close();
});
beforeEach(async () => {
  post.restart();
  await post.system.db.delete(mailMessages);
});
afterEach(() => {
  server.delivered.length = 0;
  server.asked.length = 0;
  server.held.length = 0;
});

const row = async (address: string) => (await post.rows()).get(address);

describe("a message that the server takes", () => {
  it("has a plain part and one in HTML, a sender, a Message-ID of ours, and says that a program wrote it", async () => {
    await post.write("ann@example.org", {
      to: { address: "ann@example.org", name: "Ann Ähre, jr." },
      subject: "Grüße aus München ✉",
      text: "Hällo.",
      html: "<p>H&auml;llo.</p>",
    });
    await post.drain();
    const [first] = server.delivered;
    expect(server.delivered).toHaveLength(1);
    expect(first).toMatchObject({ from: "hello@example.com", to: "ann@example.org" });
    expect(first?.mail).toMatchObject({
      subject: "Grüße aus München ✉",
      text: expect.stringContaining("Hällo."),
      html: expect.stringContaining("<p>"),
      from: { name: "Throughline", address: "hello@example.com" },
      to: [{ name: "Ann Ähre, jr.", address: "ann@example.org" }],
    });
    const sent = await row("ann@example.org");
    expect(sent).toMatchObject({
      status: "sent",
      attempts: 1,
      reason: null,
      settledAt: new Date("2026-06-17T12:00:00Z"),
    });
    expect(first?.mail.messageId).toBe(`<${sent?.messageId}>`);
    expect(first?.envelopeId).toBe(sent?.messageId);
    expect(first?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(first?.raw).toMatch(/^Date: Wed, 17 Jun 2026 12:00:00 \+0000\r$/m);
    expect(first?.raw).not.toMatch(/nodemailer/i);
  });

  it("is not sent again", async () => {
    await post.write("ann@example.org");
    await post.drain();
    await post.drain();
    expect(server.delivered).toHaveLength(1);
  });

  it("belongs to the act that caused it: undone with it", async () => {
    const undone = post.system.db.transaction(async (db) => {
      await post.enqueue(db, {
        workspace: "w",
        kind: "note",
        to: { address: "a@example.org" },
        subject: "S",
        text: "T",
      });
      throw new Error("the act failed");
    });
    await expect(undone).rejects.toThrow("the act failed");
    await post.drain();
    expect(server.delivered).toEqual([]);
    expect((await post.rows()).size).toBe(0);
  });

  it("leaves no text behind when it lets somebody in, which meanwhile is sealed", async () => {
    await post.write("ann@example.org", { secret: true, text: "https://example.com/reset/abc", html: "<b>abc</b>" });
    const waiting = await row("ann@example.org");
    expect(waiting?.text).not.toContain("reset");
    await post.drain();
    expect(server.delivered[0]?.mail.text).toContain("https://example.com/reset/abc");
    expect(await row("ann@example.org")).toMatchObject({ status: "sent", text: null, html: null });
  });
});

describe("a server that puts off", () => {
  it("gets it again later and later, with the same Message-ID, until it takes it", async () => {
    const ids = new Set<string | undefined>();
    await post.write("defer@example.org");
    const waits: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      await post.drain();
      const waiting = await row("defer@example.org");
      ids.add(waiting?.messageId);
      expect(waiting).toMatchObject({ status: "waiting", attempts: time + 1, claimedUntil: null });
      expect(waiting?.reason).toBe("451 4.7.1 Greylisted, come back later");
      const pause = (waiting?.nextAt.getTime() ?? 0) - post.system.now().getTime();
      waits.push(pause / MINUTE);
      post.advance(pause - 1);
      await post.drain();
      expect(server.asked).toHaveLength(time + 1);
      post.advance(15 * MINUTE);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 30, 60, 60]);
    expect(ids.size).toBe(1);
  });

  it("is given up after three days, with what it said last", async () => {
    await post.write("defer@example.org");
    await post.drain();
    post.advance(71 * HOUR + 30 * MINUTE);
    await post.drain();
    expect(await row("defer@example.org")).toMatchObject({ status: "waiting", attempts: 2 });
    post.advance(31 * MINUTE);
    await post.drain();
    expect(await row("defer@example.org")).toMatchObject({
      status: "refused",
      attempts: 2,
      reason: "Not taken in time. 451 4.7.1 Greylisted, come back later",
    });
    expect(server.asked).toHaveLength(2);
  });

  it("is not asked again for what would come too late to be of use", async () => {
    const expiresAt = new Date(post.system.now().getTime() + 30_000);
    await post.write("defer@example.org", { expiresAt, secret: true });
    await post.drain();
    expect(await row("defer@example.org")).toMatchObject({
      status: "refused",
      text: null,
      reason: expect.stringContaining("Not taken in time"),
    });
  });
});

describe("a server that refuses", () => {
  it("is not asked again, and the reason is kept", async () => {
    await Promise.all(["refuse@example.org", "policy@example.net", "ann@example.com"].map((to) => post.write(to)));
    await post.drain();
    expect(await row("refuse@example.org")).toMatchObject({
      status: "refused",
      reason: "550 5.1.1 <refuse@example.org>: no such user",
      attempts: 1,
    });
    expect(await row("policy@example.net")).toMatchObject({
      status: "refused",
      reason: "554 5.7.1 Looks like spam to us",
    });
    expect(server.delivered.map(({ to }) => to)).toEqual(["ann@example.com"]);
  });

  it("closes an address that does not exist, not one that it dislikes mail to", async () => {
    await Promise.all(["refuse.me@example.org", "spam@example.org"].map((to) => post.write(to)));
    await post.drain();
    server.asked.length = 0;
    await Promise.all(["Refuse.ME@example.org", "spam@example.org"].map((to) => post.write(to)));
    await post.write("refuse.me@example.org", { workspace: "other", subject: "From another workspace" });
    await post.drain();
    expect(server.asked.toSorted()).toEqual(["refuse.me@example.org", "spam@example.org"]);
    expect(await row("Refuse.ME@example.org")).toMatchObject({
      status: "refused",
      reason: "Nothing more is sent to this address: 550 5.1.1 <refuse.me@example.org>: no such user",
    });
  });
});

describe("a line that breaks", () => {
  it("in the middle of a message: it is sent again, and the others to that domain wait a moment", async () => {
    await post.write("drop@example.org");
    await post.write("ann@example.org");
    await post.write("ann@example.net");
    await post.drain();
    expect(await row("drop@example.org")).toMatchObject({
      status: "waiting",
      attempts: 1,
      reason: expect.stringMatching(/clos/i),
    });
    expect(server.delivered.map(({ to }) => to)).toEqual(["ann@example.net"]);
    post.advance(MINUTE - 1);
    await post.drain();
    expect(server.delivered).toHaveLength(1);
    post.advance(1);
    await post.drain();
    expect(server.delivered.map(({ to }) => to)).toEqual(["ann@example.net", "ann@example.org"]);
    expect(await row("drop@example.org")).toMatchObject({ status: "waiting", attempts: 2 });
  });

  it("after the server took the message: it arrives twice, with one Message-ID", async () => {
    await post.write("lost@example.com");
    await post.drain();
    post.advance(MINUTE);
    await post.drain();
    const ids = server.delivered.map(({ mail }) => mail.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe("a server that answers slowly", () => {
  it("for some domains holds up no other", async () => {
    for (const domain of ["a.example", "b.example", "c.example"]) await post.write(`held@${domain}`);
    for (let n = 0; n < 40; n += 1) await post.write(`n${n}@quick${n % 4}.example`);
    const draining = post.drain();
    await server.holds(3);
    while (server.delivered.length < 40) await new Promise((next) => setTimeout(next, 5));
    expect(server.held).toHaveLength(3);
    // Written while it drains, and taken up without anybody's help.
    await post.write("late@quick9.example", { urgent: true });
    while (server.delivered.length < 41) await new Promise((next) => setTimeout(next, 20));
    expect(server.held).toHaveLength(3);
    for (const each of server.held) each.go();
    await draining;
    expect([...(await post.rows()).values()].filter(({ status }) => status === "sent")).toHaveLength(44);
  });

  it("that falls silent is left, and its domain never takes more than half of the connections again", async () => {
    const impatient = await openPost(server.url, { timeoutSeconds: 0.4 });
    try {
      for (const name of ["a", "b", "c", "d"]) await impatient.write(`silent@${name}.silent.example`);
      await impatient.drain();
      for (const each of (await impatient.rows()).values())
        expect(each).toMatchObject({ status: "waiting", attempts: 1, reason: "Timeout" });
      for (const name of ["a", "b", "c", "d"]) await impatient.write(`held@${name}.silent.example`);
      for (const name of ["e", "f"]) await impatient.write(`ann@${name}.example`);
      impatient.advance(HOUR);
      server.held.length = 0;
      const draining = impatient.drain();
      while (server.delivered.length < 2) await new Promise((next) => setTimeout(next, 5));
      await draining;
      expect(server.delivered.map(({ to }) => to).toSorted()).toEqual(["ann@e.example", "ann@f.example"]);
    } finally {
      await impatient.close();
    }
  });
});

describe("a server that cannot be reached", () => {
  it("costs no message anything but time: one is tried, the others are not", async () => {
    const gone = await openMailServer();
    await gone.close();
    const waiting = await openPost(gone.url);
    try {
      for (let n = 0; n < 20; n += 1) await waiting.write(`n${n}@d${n}.example`);
      await waiting.drain();
      const tried = [...(await waiting.rows()).values()].filter(({ attempts }) => attempts > 0);
      expect(tried.length).toBeLessThanOrEqual(waiting.settings.connections);
      expect(tried[0]).toMatchObject({ status: "waiting", reason: expect.stringContaining("ECONNREFUSED") });
      await waiting.drain();
      expect([...(await waiting.rows()).values()].filter(({ attempts }) => attempts > 0)).toHaveLength(tried.length);
    } finally {
      await waiting.close();
    }
  });

  it("because it does not know us: nothing is refused", async () => {
    const strict = await openMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, callback) =>
        password === "right" ? callback(null, { user: username ?? "" }) : callback(new Error("Invalid login")),
    });
    const credentials = (password: string) => `smtp://us%40example.com:${password}@127.0.0.1:${strict.port}`;
    const wrong = await openPost(credentials("wrong"));
    const right = await openPost(credentials("right"));
    try {
      await wrong.write("ann@example.org");
      await wrong.drain();
      expect((await wrong.rows()).get("ann@example.org")).toMatchObject({
        status: "waiting",
        reason: expect.stringContaining("535"),
      });
      await right.write("ann@example.org");
      await right.drain();
      expect(strict.delivered).toMatchObject([{ to: "ann@example.org", user: "us@example.com" }]);
    } finally {
      await wrong.close();
      await right.close();
      await strict.close();
    }
  });
});

it("what is being sent when the program stops is sent by the next one", async () => {
  await post.write("held@example.org");
  const stop = new AbortController();
  const draining = post.drain(stop.signal);
  await server.holds(1);
  stop.abort();
  await draining;
  expect(await row("held@example.org")).toMatchObject({ status: "waiting", claimedUntil: null });
  server.held.length = 0;
  const again = post.drain();
  await server.holds(1);
  for (const each of server.held) each.go();
  await again;
  expect(await row("held@example.org")).toMatchObject({ status: "sent" });
});

it("two processes that drain at once send everything, and nothing twice", async () => {
  const other = post.another();
  for (let n = 0; n < 60; n += 1) await post.write(`n${n}@d${n % 7}.example`);
  await Promise.all([post.drain(), other.drain(new AbortController().signal)]);
  other.close();
  expect(server.delivered).toHaveLength(60);
  expect(new Set(server.delivered.map(({ to }) => to)).size).toBe(60);
});
