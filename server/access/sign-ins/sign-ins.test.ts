import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SignIn } from "../../../contracts/access/sign-ins.ts";
import { DAY, HOUR, MINUTE } from "../../../contracts/words/durations.ts";
import { type Door, openDoor, PASSWORD } from "../access.fixture.ts";
import { users } from "../users/users.tables.ts";
import { signIns } from "./sign-ins.tables.ts";
import { forgetSignIns } from "./sign-ins.ts";

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0";
const WRONG = "not the password";

let door: Door;
let owner: { cookie: string };
beforeAll(async () => {
  door = await openDoor({ trustProxy: 1 });
  owner = await door.setUp();
});
afterAll(() => door.close());

let people = 0;
async function somebody() {
  people += 1;
  const email = `signs${people}@example.com`;
  return { email, ...(await door.join(owner, email, "editor")) };
}

const attempt = (email: string, password: string, from = "198.51.100.77") =>
  door.send("POST", "/api/v1/session", { email, password }, { "user-agent": FIREFOX, "x-forwarded-for": from });

type Listed = { items: SignIn[]; nextCursor: string | null; days: number };
async function listed(cookie: string, url = "/api/v1/me/sign-ins"): Promise<Listed> {
  const answer = await door.send("GET", url, undefined, { cookie });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Listed>();
}
const events = async (cookie: string, url?: string) => (await listed(cookie, url)).items.map(({ event }) => event);

test("says how somebody came in and who tried to, from which network, and nothing more of them", async () => {
  const { email, cookie } = await somebody();
  door.advance(MINUTE);
  expect((await attempt(email, WRONG)).statusCode).toBe(401);
  await expect.poll(() => events(cookie)).toEqual(["wrong_password", "signed_in"]);
  door.advance(MINUTE);
  expect((await attempt(email, PASSWORD)).statusCode).toBe(200);
  const { items, days } = await listed(cookie);
  expect(days).toBe(90);
  expect(items[0]).toEqual({
    ...{ id: expect.any(String), event: "signed_in", times: 1, at: expect.any(String) },
    ...{ browser: "Firefox", system: "Windows", network: "198.51.100.0/24" },
  });
  const kept = JSON.stringify(await door.system.db.select().from(signIns));
  for (const secret of [WRONG, PASSWORD, email, "198.51.100.77", "Gecko", "rv:133"]) expect(kept).not.toContain(secret);
});

test("keeps failures of an hour from one device as one entry, and counts each", async () => {
  const { email, cookie } = await somebody();
  door.counted.length = 0;
  for (let time = 0; time < 11; time += 1) await attempt(email, WRONG);
  await attempt(email, WRONG, "203.0.113.5");
  const entries = async () => (await listed(cookie)).items.map(({ event, times }) => `${event} ${times}`).toSorted();
  await expect
    .poll(entries)
    .toEqual(["signed_in 1", "too_many_attempts 1", "too_many_attempts 1", "wrong_password 10"]);
  expect(door.counted.filter((outcome) => outcome === "wrong_password")).toHaveLength(10);
  door.advance(HOUR + MINUTE);
  await attempt(email, WRONG);
  await expect.poll(async () => (await listed(cookie)).items).toHaveLength(5);
});

test("keeps nothing of an address that is nobody's, and counts it", async () => {
  const before = await door.system.db.$count(signIns);
  door.counted.length = 0;
  for (const nobody of ["nobody@example.com", "no address"]) await attempt(nobody, WRONG);
  await expect.poll(() => door.counted).toEqual(["unknown_address", "unknown_address"]);
  expect(await door.system.db.$count(signIns)).toBe(before);
});

test("says what became of the password", async () => {
  const { email, cookie } = await somebody();
  await door.letters();
  const changed = { currentPassword: PASSWORD, newPassword: "a wholly new passphrase" };
  const answer = await door.send("POST", "/api/v1/me/password", changed, { cookie });
  door.advance(MINUTE);
  await door.send("POST", "/api/v1/password-resets", { email });
  const [letter] = await door.letters();
  door.advance(MINUTE);
  await door.send("POST", `/api/v1/password-resets/${letter?.token}`, { password: PASSWORD });
  door.advance(MINUTE);
  const back = await attempt(email, PASSWORD);
  expect((await events(back.cookie)).slice(0, 4)).toEqual([
    ...["signed_in", "password_reset", "reset_asked", "password_changed"],
  ]);
  expect(answer.statusCode).toBe(204);
});

test("is shown to who may read the audit log, since the member joined, a page at a time", async () => {
  const { email, id, cookie } = await somebody();
  const other = await door.send("POST", "/api/v1/workspaces", { name: "Other", timezone: "UTC" }, owner);
  const inOther = { ...owner, "x-workspace": other.json<{ id: string }>().id };
  const url = `/api/v1/members/${id}/sign-ins`;
  expect((await door.send("GET", url, undefined, inOther)).statusCode).toBe(404);
  expect((await door.send("GET", url, undefined, { cookie })).statusCode).toBe(403);

  door.advance(HOUR);
  const token = await door.inviteAs(inOther, email, "viewer");
  await door.send("POST", `/api/v1/invitations/by-token/${token}/accept`, {}, { cookie });
  door.advance(MINUTE);
  await attempt(email, PASSWORD);
  const seen = await door.send("GET", url, undefined, inOther);
  expect(seen.json<Listed>().items).toHaveLength(1);

  const first = await listed(owner.cookie, `${url}?limit=1`);
  const second = await listed(owner.cookie, `${url}?limit=1&cursor=${first.nextCursor}`);
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([1, 1, null]);
  expect(first.items[0]?.at).not.toBe(second.items[0]?.at);
});

test("is forgotten after its days, and with the account", async () => {
  const { id, email } = await somebody();
  const theirs = () => door.system.db.$count(signIns, eq(signIns.userId, id));
  door.advance(60 * DAY);
  await attempt(email, PASSWORD);
  door.advance(31 * DAY);
  await forgetSignIns(door.system, 90);
  expect(await theirs()).toBe(1);
  await door.system.db.delete(users).where(eq(users.id, id));
  expect(await theirs()).toBe(0);
});
