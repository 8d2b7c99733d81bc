import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../../contracts/words/durations.ts";
import { createSeal } from "../../platform/seal.ts";
import { type Door, openDoor, PASSWORD } from "../access.fixture.ts";
import { makePasswordLink, resetSecondFactor } from "../access.ts";
import { auditLog, auditSubjects } from "../audit/audit.tables.ts";
import { signIns } from "../sign-ins/sign-ins.tables.ts";
import { sessions } from "../users/users.tables.ts";
import { appCode } from "./second-factor.fixture.ts";
import { recoveryCodes, secondFactors } from "./second-factor.tables.ts";

let door: Door;
let owner: { cookie: string };
beforeAll(async () => {
  door = await openDoor();
  owner = await door.setUp();
});
afterAll(() => door.close());

const STEP = 30_000;

let people = 0;
async function somebody(headers = owner) {
  people += 1;
  const email = `factor${people}@example.com`;
  return { email, ...(await door.join(headers, email, "editor")) };
}

const post = (cookie: string, path: string, body: object) =>
  door.send("POST", `/api/v1/me/second-factor${path}`, body, { cookie });
const begin = (cookie: string, password = PASSWORD) => post(cookie, "", { password });
const signIn = (email: string, code?: string, password = PASSWORD) =>
  door.send("POST", "/api/v1/session", { email, password, ...(code === undefined ? {} : { code }) });
const workspace = (cookie: string) => door.send("GET", "/api/v1/workspace", undefined, { cookie });
const statuses = (answers: { statusCode: number }[]) => answers.map(({ statusCode }) => statusCode).toSorted();

/** Somebody whose app shows `code()`, the clock a step further than the one that was taken. */
async function withFactor(headers = owner) {
  const person = await somebody(headers);
  const { secret } = (await begin(person.cookie)).json<{ secret: string }>();
  const code = (steps = 0) => appCode(secret, door.system.now(), steps);
  const answer = await post(person.cookie, "/confirmation", { code: await code() });
  expect(answer.statusCode, answer.body).toBe(200);
  door.advance(STEP);
  const { recoveryCodes: codes } = answer.json<{ recoveryCodes: string[] }>();
  return { ...person, secret, code, codes };
}

/** One that is surely of no step near. */
async function wrongOf(code: (steps: number) => Promise<string>): Promise<string> {
  const near = await Promise.all([-2, -1, 0, 1, 2].map(code));
  return ["000000", "111111", "222222", "333333", "444444", "555555"].find((each) => !near.includes(each)) ?? "";
}

describe("setting up a second factor", () => {
  test("takes the password and a code, ends other sessions, tells by mail, and keeps nothing readable", async () => {
    const { email, cookie, id } = await somebody();
    const other = await signIn(email);
    await door.letters();
    expect((await begin(cookie, "not this one")).json()).toMatchObject({ status: 400, code: "wrong_password" });
    const begun = await begin(cookie);
    expect(begun.statusCode).toBe(201);
    const { uri, secret } = begun.json<{ uri: string; secret: string }>();
    expect(uri).toContain(`otpauth://totp/Throughline:${encodeURIComponent(email)}?secret=${secret}`);
    // Not asked for before it works.
    expect((await signIn(email)).statusCode).toBe(200);
    const code = await appCode(secret, door.system.now());
    const wrong = await post(cookie, "/confirmation", {
      code: await wrongOf((n) => appCode(secret, door.system.now(), n)),
    });
    expect(wrong.json()).toMatchObject({ status: 400, code: "wrong_code", fields: [{ path: "code" }] });
    const confirmed = await Promise.all([1, 2].map(() => post(cookie, "/confirmation", { code: ` ${code} ` })));
    expect(statuses(confirmed)).toEqual([200, 409]);
    const codes = confirmed.flatMap((answer) => answer.json<{ recoveryCodes?: string[] }>().recoveryCodes ?? []);
    expect(new Set(codes).size).toBe(10);
    expect(await door.system.db.$count(sessions, eq(sessions.userId, id))).toBe(1);
    expect((await door.send("GET", "/api/v1/me", undefined, { cookie: other.cookie })).statusCode).toBe(401);
    expect(await door.letters()).toMatchObject([{ kind: "second_factor_on", to: email }]);
    expect((await begin(cookie)).json()).toMatchObject({ status: 409, code: "second_factor_on" });

    const { db } = door.system;
    const kept = [secondFactors, recoveryCodes, auditLog, auditSubjects, signIns].map((table) =>
      db.select().from(table),
    );
    const text = JSON.stringify(await Promise.all(kept));
    for (const one of [secret, code, ...codes, ...codes.map((each) => each.replaceAll("-", ""))])
      expect(text).not.toContain(one);
  });

  test("can be undone with a code, and recovery codes be made anew, by who knows the password too", async () => {
    const { email, cookie, code, codes } = await withFactor();
    const [first = "", second = ""] = codes;
    const renewed = await post(cookie, "/recovery-codes", { password: PASSWORD, code: first.toUpperCase() });
    const fresh = renewed.json<{ recoveryCodes: string[] }>().recoveryCodes;
    expect(fresh).toHaveLength(10);
    expect((await signIn(email, second)).json()).toMatchObject({ code: "wrong_code" });
    const wrong = await post(cookie, "/removal", { password: "not this one", code: await code() });
    expect(wrong.json()).toMatchObject({ code: "wrong_password" });
    expect((await post(cookie, "/removal", { password: PASSWORD, code: await code() })).statusCode).toBe(204);
    expect((await signIn(email)).statusCode).toBe(200);
    expect((await post(cookie, "/removal", { password: PASSWORD, code: fresh[0] })).json()).toMatchObject({
      ...{ status: 409, code: "second_factor_off" },
    });
  });
});

describe("signing in with a second factor", () => {
  test("takes the password first, then a code; without it there is no session", async () => {
    const { email, id, cookie, code } = await withFactor();
    const before = await door.system.db.$count(sessions, eq(sessions.userId, id));
    const first = await signIn(email);
    expect(first.json()).toMatchObject({ status: 401, code: "second_factor_needed", fields: [{ path: "code" }] });
    expect(first.cookie).toBe("");
    expect(await door.system.db.$count(sessions, eq(sessions.userId, id))).toBe(before);
    // The password is looked at first: a code tells nothing about it, nor is it used up.
    expect((await signIn(email, await code(), "not this one")).json()).toMatchObject({ code: "wrong_credentials" });
    const second = await signIn(email, await code());
    expect(second.statusCode, second.body).toBe(200);
    expect((await workspace(second.cookie)).statusCode).toBe(200);
    const log = await door.send("GET", "/api/v1/me/sign-ins?limit=1", undefined, { cookie });
    expect(log.json()).toMatchObject({ items: [{ event: "signed_in_by_code" }] });
  });

  test("takes each code once, also of two at the same moment", async () => {
    const { email, code } = await withFactor();
    const now = await code();
    const both = await Promise.all([signIn(email, now), signIn(email, now)]);
    expect(statuses(both)).toEqual([200, 400]);
    expect(both.find(({ statusCode }) => statusCode === 400)?.json()).toMatchObject({ code: "code_used" });
    expect((await signIn(email, now)).json()).toMatchObject({ code: "code_used" });
    // Nor one from before it.
    expect((await signIn(email, await code(-1))).json()).toMatchObject({ code: "code_used" });
  });

  test("bears a clock that is a step off, and no more", async () => {
    const { email, code } = await withFactor();
    door.advance(10 * STEP);
    for (const steps of [-2, 2])
      expect((await signIn(email, await code(steps))).json()).toMatchObject({ code: "wrong_code" });
    for (const steps of [-1, 1]) expect((await signIn(email, await code(steps))).statusCode, `${steps}`).toBe(200);
  });

  test("takes a recovery code once, also of two at the same moment, however it is typed", async () => {
    const { email, codes } = await withFactor();
    const [one = ""] = codes;
    const both = await Promise.all([signIn(email, one), signIn(email, ` ${one.replaceAll("-", " ").toUpperCase()}`)]);
    expect(statuses(both)).toEqual([200, 400]);
    const cookie = both.find(({ statusCode }) => statusCode === 200)?.cookie ?? "";
    const left = await door.send("GET", "/api/v1/me/second-factor", undefined, { cookie });
    expect(left.json()).toMatchObject({ recoveryCodesLeft: 9, enabledAt: expect.any(String) });
  });

  test("stops who guesses codes, the longer the more, and not who has a recovery code", async () => {
    const { email, code, codes } = await withFactor();
    const wrong = await wrongOf(code);
    const first = await Promise.all(Array.from({ length: 8 }, () => signIn(email, wrong)));
    // No more are looked at because they come at once.
    expect(statuses(first)).toEqual([400, 400, 400, 400, 400, 429, 429, 429]);
    const locked = await signIn(email, await code());
    expect(locked.json()).toMatchObject({ status: 429, code: "codes_locked" });
    expect(locked.headers["retry-after"]).toBe("60");
    for (const minutes of [2, 4, 8]) {
      door.advance(minutes * MINUTE);
      expect((await signIn(email, wrong)).json()).toMatchObject({ code: "wrong_code" });
      expect((await signIn(email, await code())).json()).toMatchObject({ code: "codes_locked", values: { minutes } });
    }
    expect((await signIn(email, codes[0])).statusCode).toBe(200);
    expect((await signIn(email, await code())).statusCode).toBe(200);
  });

  test("is asked for when an account with one accepts an invitation", async () => {
    const { email, code } = await withFactor();
    const other = await door.send("POST", "/api/v1/workspaces", { name: "Other", timezone: "UTC" }, owner);
    const inOther = { ...owner, "x-workspace": other.json<{ id: string }>().id };
    const token = await door.inviteAs(inOther, email, "viewer");
    const accept = (body: object) => door.send("POST", `/api/v1/invitations/by-token/${token}/accept`, body);
    expect((await accept({ password: PASSWORD })).json()).toMatchObject({ code: "second_factor_needed" });
    expect((await accept({ password: PASSWORD, code: await code() })).statusCode).toBe(200);
  });

  test("goes on by a recovery code where a restore brought another secret", async () => {
    const { email, id, code, codes } = await withFactor();
    const secret = createSeal("another secret of a system there was", "second factor").close("AAAA", id);
    await door.system.db.update(secondFactors).set({ secret }).where(eq(secondFactors.userId, id));
    expect((await signIn(email, await code())).json()).toMatchObject({ status: 409, code: "second_factor_unreadable" });
    expect((await signIn(email, codes[0])).statusCode).toBe(200);
  });
});

describe("a workspace that asks for a second factor", () => {
  const require = (headers: Record<string, string>, secondFactorRequired: boolean) =>
    door.send("PATCH", "/api/v1/workspace", { secondFactorRequired }, headers);

  test("keeps out at once who has none, until they have one; keys and other workspaces go on", async () => {
    const boss = await withFactor();
    const made = await door.send(
      "POST",
      "/api/v1/workspaces",
      { name: "Careful", timezone: "UTC" },
      { cookie: boss.cookie },
    );
    const { id } = made.json<{ id: string }>();
    const inside = { cookie: boss.cookie, "x-workspace": id };
    const key = await door.send("POST", "/api/v1/keys", { name: "Reports", kind: "api" }, inside);
    const member = await somebody(inside);
    expect((await workspace(member.cookie)).statusCode).toBe(200);

    expect((await require(inside, true)).json()).toMatchObject({ secondFactorRequired: true });
    const refused = await workspace(member.cookie);
    expect(refused.json()).toMatchObject({ status: 403, code: "second_factor_required" });
    const me = async () => (await door.send("GET", "/api/v1/me", undefined, { cookie: member.cookie })).json();
    expect(await me()).toMatchObject({ memberships: [{ closed: "second_factor" }] });
    expect((await workspace(owner.cookie)).statusCode).toBe(200);
    const { secret: bearer } = key.json<{ secret: string }>();
    const byKey = await door.send("GET", "/api/v1/workspace", undefined, { authorization: `Bearer ${bearer}` });
    expect(byKey.statusCode).toBe(200);

    const { secret } = (await begin(member.cookie)).json<{ secret: string }>();
    expect((await workspace(member.cookie)).statusCode).toBe(403);
    const codes = (
      await post(member.cookie, "/confirmation", { code: await appCode(secret, door.system.now()) })
    ).json<{
      recoveryCodes: string[];
    }>().recoveryCodes;
    expect((await workspace(member.cookie)).statusCode).toBe(200);
    expect(await me()).toMatchObject({ memberships: [{ closed: null }] });
    await post(member.cookie, "/removal", { password: PASSWORD, code: codes[0] });
    expect((await workspace(member.cookie)).statusCode).toBe(403);
  });

  test("is made so by nobody who would be kept out first, nor by a member without the right", async () => {
    expect((await require(owner, true)).json()).toMatchObject({ status: 409, code: "own_second_factor_first" });
    const editor = await withFactor();
    expect((await require({ cookie: editor.cookie }, true)).statusCode).toBe(403);
    expect((await require(owner, false)).statusCode).toBe(200);
  });
});

describe("who runs the system lets somebody in again", () => {
  test("by a link that sets a password, in the logs of both kinds", async () => {
    const { email, id } = await withFactor();
    const { token } = await makePasswordLink(door.system, door.access, email.toUpperCase());
    const link = `/api/v1/password-resets/${token}`;
    expect((await door.send("GET", link)).json()).toMatchObject({ email });
    expect((await door.send("POST", link, { password: "a wholly new passphrase" })).statusCode).toBe(204);
    // The second factor stays.
    expect((await signIn(email, undefined, "a wholly new passphrase")).json()).toMatchObject({
      code: "second_factor_needed",
    });
    const rows = await door.system.db.select().from(auditSubjects).where(eq(auditSubjects.id, id));
    expect(rows.filter(({ fields }) => fields && "password" in fields).length).toBeGreaterThan(0);
    await expect(makePasswordLink(door.system, door.access, "nobody@example.com")).rejects.toThrow(
      "Nobody here signs in",
    );
  });

  test("by removing the second factor, which ends every session", async () => {
    const { email, cookie } = await withFactor();
    await resetSecondFactor(door.system, door.access, email);
    expect((await door.send("GET", "/api/v1/me", undefined, { cookie })).statusCode).toBe(401);
    const back = await signIn(email);
    expect(back.statusCode).toBe(200);
    const log = await door.send("GET", "/api/v1/me/sign-ins?limit=2", undefined, { cookie: back.cookie });
    expect(JSON.stringify(log.json())).toContain("second_factor_reset");
    await expect(resetSecondFactor(door.system, door.access, email)).rejects.toThrow("has no second factor");
  });

  test("three times an hour by a link, as by mail", async () => {
    const { email } = await somebody();
    for (let time = 0; time < 3; time += 1) await makePasswordLink(door.system, door.access, email);
    await expect(makePasswordLink(door.system, door.access, email)).rejects.toThrow("three links within an hour");
    door.advance(HOUR + MINUTE);
    await makePasswordLink(door.system, door.access, email);
  });
});
