import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR } from "../../../contracts/words/durations.ts";
import { type Caller, PASSWORD, startTestApp, type TestApp } from "../../testing/app.ts";
import { cookieOf } from "../../testing/callers.ts";
import { sessions } from "../users/users.tables.ts";
import { namesOf } from "./device.ts";

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

/** Signs in once more, from another device; the caller is in the same workspace. */
async function again(person: Caller, { agent = IPHONE, address = "2001:db8:aa:bb::7" } = {}): Promise<Caller> {
  const { email } = await person.request("GET /api/v1/me", {});
  const answer = await t.app.inject({
    method: "POST",
    url: "/api/v1/session",
    remoteAddress: address,
    headers: { "user-agent": agent },
    payload: { email, password: PASSWORD },
  });
  const headers = { ...person.headers, cookie: cookieOf(answer) };
  return {
    ...person,
    headers,
    inject: (asked) => t.app.inject({ ...asked, headers: { ...headers, ...asked.headers } }),
  };
}

const list = async (caller: Caller) => {
  const answer = await caller.inject({ method: "GET", url: "/api/v1/sessions" });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ items: { id: string; isThis: boolean; lastSeenAt: string }[] }>().items;
};
const status = async (caller: Caller, url = "/api/v1/me") => (await caller.inject({ method: "GET", url })).statusCode;

describe("where somebody is signed in", () => {
  test("is named plainly, from a network and not from an address", async () => {
    const person = await t.member("viewer");
    const phone = await again(person);
    const items = await list(phone);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      ...{ isThis: true, browser: "Safari", system: "iPhone", network: "2001:db8:aa::/48" },
    });
    expect(items[1]).toMatchObject({ isThis: false, browser: "", system: "" });
    expect(JSON.stringify(items)).not.toContain("bb::7");
    expect(namesOf(FIREFOX)).toEqual({ browser: "Firefox", system: "Windows" });
    expect(namesOf("curl/8.1")).toEqual({ browser: "", system: "" });
    expect(namesOf(`<img src=x>${"x".repeat(9_999)}`)).toEqual({ browser: "", system: "" });
  });

  test("says when each was seen, to five minutes", async () => {
    const person = await t.member("viewer");
    const [made] = await list(person);
    const id = made?.id ?? "";
    const long = new Date(Date.now() - HOUR);
    await t.system.db.update(sessions).set({ updatedAt: long }).where(eq(sessions.id, id));
    await status(person);
    const [seen] = await list(person);
    expect(Date.parse(seen?.lastSeenAt ?? "")).toBeGreaterThan(long.getTime());
    // Within the five minutes nothing is written.
    const lately = new Date(Date.now() - 60_000);
    await t.system.db.update(sessions).set({ updatedAt: lately }).where(eq(sessions.id, id));
    expect((await list(person))[0]?.lastSeenAt).toBe(lately.toISOString());
  });

  test("is ended one by one, or all others, by nobody else", async () => {
    const person = await t.member("viewer");
    const phone = await again(person);
    const tablet = await again(person);
    const stranger = await t.member("viewer");
    const own = (await list(phone)).find(({ isThis }) => isThis)?.id;
    const url = `/api/v1/sessions/${own}`;
    expect((await stranger.inject({ method: "DELETE", url })).statusCode).toBe(404);
    expect(await status(phone)).toBe(200);
    expect((await person.inject({ method: "DELETE", url })).statusCode).toBe(204);
    expect(await status(phone)).toBe(401);
    expect((await person.inject({ method: "DELETE", url })).statusCode).toBe(404);
    expect(await status(tablet)).toBe(200);
    expect((await person.inject({ method: "DELETE", url: "/api/v1/sessions/others" })).statusCode).toBe(204);
    expect(await Promise.all([person, tablet].map((each) => status(each)))).toEqual([200, 401]);
    expect(await list(person)).toHaveLength(1);
  });

  test("ends a tail that is followed with its next line of questions", async () => {
    const analyst = await t.member("analyst");
    const other = await again(analyst);
    const tail = "/api/v1/events/recent";
    expect(await status(other, tail)).toBe(200);
    await analyst.request("DELETE /api/v1/sessions/others", {});
    expect(await status(other, `${tail}?after=0`)).toBe(401);
    expect(await status(analyst, tail)).toBe(200);
  });
});

describe("the sessions of a member", () => {
  const endOf = (caller: Caller, id: string) =>
    caller.inject({ method: "DELETE", url: `/api/v1/members/${id}/sessions` });
  const idOf = async (caller: Caller) => (await caller.request("GET /api/v1/me", {})).id;

  test("are ended in the workspace of who may, and nowhere else", async () => {
    const person = await t.member("editor");
    const own = await person.request("POST /api/v1/workspaces", { body: { name: "Their own", timezone: "UTC" } });
    const elsewhere = { ...person.headers, "x-workspace": own.id };
    const admin = await t.member("admin");
    expect((await endOf(admin, await idOf(person))).statusCode).toBe(204);

    const refused = await person.inject({ method: "GET", url: "/api/v1/workspace" });
    expect(refused.json()).toMatchObject({ status: 401, code: "sign_in_again" });
    expect((await person.inject({ method: "GET", url: "/api/v1/workspace", headers: elsewhere })).statusCode).toBe(200);
    const { memberships } = await person.request("GET /api/v1/me", {});
    expect(memberships.map(({ closed }) => closed)).toEqual(["sign_in_again", null]);

    const back = await again(person);
    expect(await status(back, "/api/v1/workspace")).toBe(200);
    expect(await status(person, "/api/v1/workspace")).toBe(401);
  });

  test("are not ended by who holds less, nor from another workspace", async () => {
    const admin = await t.member("admin");
    expect((await endOf(admin, await idOf(t.owner))).statusCode).toBe(403);
    const editor = await t.member("editor");
    expect((await endOf(editor, await idOf(admin))).statusCode).toBe(403);
    const { owner: stranger } = await t.freshWorkspace();
    expect((await endOf(stranger, await idOf(admin))).statusCode).toBe(404);
    expect(await status(admin, "/api/v1/workspace")).toBe(200);
  });

  test("are not touched by what keys do", async () => {
    const key = await t.key("api");
    const person = await t.member("viewer");
    expect((await endOf(key, await idOf(person))).statusCode).toBe(204);
    expect(await status(person, "/api/v1/workspace")).toBe(401);
    expect((await key.inject({ method: "GET", url: "/api/v1/workspace" })).statusCode).toBe(200);
  });
});
