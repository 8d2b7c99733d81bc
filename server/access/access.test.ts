import { createHook } from "node:async_hooks";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Door, ORIGIN, OWNER, openDoor, PASSWORD } from "./access.fixture.ts";
import { credentials, users } from "./users/users.tables.ts";

let door: Door;
let owner: { cookie: string };

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const me = (cookie: string) => door.send("GET", "/api/v1/me", undefined, { cookie });
const signIn = (email: string, password: string, headers = {}) =>
  door.send("POST", "/api/v1/session", { email, password }, headers);

describe("setup", () => {
  test("is refused for input that no store could hold", async () => {
    for (const wrong of [
      { ...OWNER, name: "a\0b" },
      { ...OWNER, workspace: "two\nlines" },
      { ...OWNER, email: "a\0@example.com" },
      { ...OWNER, email: "оwner@example.com" },
      { ...OWNER, password: "short" },
      { ...OWNER, timezone: "Mars/Olympus" },
    ]) {
      const answer = await door.send("POST", "/api/v1/setup", wrong);
      expect(answer.statusCode, JSON.stringify(wrong)).toBe(400);
    }
    expect((await door.send("GET", "/api/v1/setup")).json()).toEqual({ needed: true });
  });

  test("many at once make one owner and one workspace", async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        door.send("POST", "/api/v1/setup", { ...OWNER, email: n === 1 ? "OWNER@Example.com" : OWNER.email }),
      ),
    );
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409, 409]);
    const refused = answers.find((answer) => answer.statusCode === 409);
    expect(refused?.json()).toMatchObject({ code: "already_set_up" });
    expect(await door.system.db.select().from(users)).toHaveLength(1);
    const done = answers.find((answer) => answer.statusCode === 201);
    expect(done?.json()).toMatchObject({
      email: "owner@example.com",
      memberships: [{ role: "owner", workspace: { name: "First", timezone: "Europe/Berlin" } }],
    });
    expect(done?.headers["set-cookie"]).toMatch(/HttpOnly/i);
    expect(done?.headers["set-cookie"]).toMatch(/SameSite=Lax/i);
    expect(done?.headers["set-cookie"]).not.toMatch(/Secure/i);
    owner = { cookie: done?.cookie ?? "" };
    expect((await door.send("GET", "/api/v1/setup")).json()).toEqual({ needed: false });
    expect((await me(owner.cookie)).statusCode).toBe(200);
  });

  test("stores the password as argon2id", async () => {
    const [account] = await door.system.db.select().from(credentials);
    expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("sessions", () => {
  test("e-mail counts in any case, the password exactly", async () => {
    expect((await signIn("Owner@EXAMPLE.com", PASSWORD)).statusCode).toBe(200);
    expect((await signIn("owner@example.com", PASSWORD.toUpperCase())).statusCode).toBe(401);
  });

  test("a wrong password and an unknown address look and cost the same", async () => {
    // Not how long it takes, which depends on what else the machine does, but how often a password is hashed: nothing else
    // here is handed to a library in machine code, whose work has no name.
    const tried = async (email: string) => {
      let hashed = 0;
      const init = (_id: number, type: string) => {
        if (type === "undefined") hashed += 1;
      };
      const counting = createHook({ init }).enable();
      const answer = await signIn(email, "wrong password").finally(() => counting.disable());
      return { hashed, body: { ...answer.json<object>(), requestId: "" }, status: answer.statusCode };
    };
    const known = await tried("owner@example.com");
    expect(known).toMatchObject({ hashed: 1, status: 401 });
    for (const email of [
      "nobody@example.com",
      "a\0b@example.com",
      "оwner@example.com",
      "not an address",
      "K@example.com",
    ])
      expect(await tried(email), email).toEqual(known);
  });

  test("signing out ends this session, everywhere ends them all", async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => signIn(OWNER.email, PASSWORD)));
    const cookies = [one?.cookie ?? "", two?.cookie ?? "", three?.cookie ?? ""] as const;
    const out = await door.send("DELETE", "/api/v1/session", undefined, { cookie: cookies[0] });
    expect(out.statusCode).toBe(204);
    expect(String(out.headers["set-cookie"])).toMatch(/Max-Age=0/);
    expect((await me(cookies[0])).statusCode).toBe(401);
    expect((await me(cookies[1])).statusCode).toBe(200);
    expect((await door.send("DELETE", "/api/v1/sessions", undefined, { cookie: cookies[1] })).statusCode).toBe(204);
    for (const cookie of [...cookies, owner.cookie]) expect((await me(cookie)).statusCode).toBe(401);
    owner = await signIn(OWNER.email, PASSWORD);
  });

  test("changing the password ends every other session", async () => {
    const other = await signIn(OWNER.email, PASSWORD);
    const change = (body: object) => door.send("POST", "/api/v1/me/password", body, { cookie: owner.cookie });
    const refused = await change({ currentPassword: "not this one", newPassword: "another passphrase" });
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toMatchObject({ code: "wrong_current_password", fields: [{ path: "currentPassword" }] });
    expect((await me(other.cookie)).statusCode).toBe(200);
    const changed = await change({ currentPassword: PASSWORD, newPassword: "another passphrase" });
    expect(changed.statusCode).toBe(204);
    expect((await me(other.cookie)).statusCode).toBe(401);
    expect((await me(changed.cookie)).statusCode).toBe(200);
    expect((await signIn(OWNER.email, PASSWORD)).statusCode).toBe(401);
    const back = { currentPassword: "another passphrase", newPassword: PASSWORD };
    owner = await door.send("POST", "/api/v1/me/password", back, { cookie: changed.cookie });
    expect(owner.cookie).not.toBe("");
  });

  test("a broken or forged cookie is no session", async () => {
    const [name, value] = owner.cookie.split("=") as [string, string];
    for (const cookie of [
      "",
      "%",
      `${name}=`,
      `${name}=%E0%A4%A`,
      `${name}=a.b`,
      `${name}=${value.slice(0, -8)}AAAAAAA%3D`,
      "a=".repeat(3000),
    ])
      expect((await me(cookie)).statusCode, cookie.slice(0, 40)).toBe(401);
  });
});

describe("requests of other sites", () => {
  const rename = (headers: Record<string, string | undefined>) =>
    door.app.inject({
      method: "PATCH",
      url: "/api/v1/workspace",
      payload: {},
      headers: { cookie: owner.cookie, ...headers },
    });

  test("are refused when they would use the session", async () => {
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://throughline.test.evil.example" },
      { origin: "not an origin" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", origin: "http://other.throughline.test" },
    ]) {
      const answer = await rename(headers);
      expect(answer.statusCode, JSON.stringify(headers)).toBe(403);
      expect(answer.json()).toMatchObject({ code: "cross_site_request" });
    }
  });

  test("our own page passes, under any name it is reached by", async () => {
    expect((await rename({ origin: ORIGIN })).statusCode).toBe(200);
    expect((await rename({ origin: "http://192.168.1.5:3400", host: "192.168.1.5:3400" })).statusCode).toBe(200);
    expect((await rename({ "sec-fetch-site": "same-origin" })).statusCode).toBe(200);
  });

  test("reading needs no origin, and signing in is refused only to foreign pages", async () => {
    expect((await door.app.inject({ url: "/api/v1/me", headers: { cookie: owner.cookie } })).statusCode).toBe(200);
    expect((await signIn(OWNER.email, PASSWORD, { origin: "https://evil.example" })).statusCode).toBe(403);
    const program = await door.app.inject({
      method: "POST",
      url: "/api/v1/session",
      payload: { email: OWNER.email, password: PASSWORD },
    });
    expect(program.statusCode).toBe(200);
  });
});

test("guessing a password stops after ten failures in a minute, and only for that account", async () => {
  const guess = () => signIn("victim@example.com", "wrong password");
  const answers = await Promise.all(Array.from({ length: 12 }, guess));
  expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(10);
  const limited = answers.find((answer) => answer.statusCode === 429);
  expect(limited?.json()).toMatchObject({ code: "too_many_attempts" });
  expect(Number(limited?.headers["retry-after"])).toBeGreaterThan(0);
  expect((await signIn("VICTIM@example.com", "wrong password")).statusCode).toBe(429);
  expect((await signIn(OWNER.email, PASSWORD)).statusCode).toBe(200);
  door.advance(60_000);
  expect((await guess()).statusCode).toBe(401);
});

test("no route of the library is reachable", async () => {
  for (const url of ["/api/auth/sign-up/email", "/api/auth/get-session", "/sign-up/email"])
    expect((await door.send("POST", url, {})).statusCode).toBe(404);
  await expect(door.system.db.select().from(users).where(eq(users.email, "x@example.com"))).resolves.toEqual([]);
});
