import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE } from "../../../contracts/words/durations.ts";
import { type Door, OWNER, openDoor, PASSWORD } from "../access.fixture.ts";
import { accessLinks } from "./links.tables.ts";

const NEW = "a wholly new passphrase";

let door: Door;
let owner: { cookie: string };

beforeAll(async () => {
  door = await openDoor();
  owner = await door.setUp();
});
afterAll(() => door.close());

const signIn = (email: string, password: string) => door.send("POST", "/api/v1/session", { email, password });
const me = (cookie: string) => door.send("GET", "/api/v1/me", undefined, { cookie });
const ask = (email: string, headers = {}) => door.send("POST", "/api/v1/password-resets", { email }, headers);
const reset = (token: string, password = NEW) => door.send("POST", `/api/v1/password-resets/${token}`, { password });

/** A user of their own, since links and attempts are counted. */
let users = 0;
async function somebody() {
  users += 1;
  const email = `user${users}@example.com`;
  const joined = await door.join(owner, email, "editor");
  await door.letters();
  return { email, ...joined };
}

describe("a forgotten password", () => {
  test("is replaced by a link sent to the address; every session ends, and the user is told", async () => {
    const { email, cookie } = await somebody();
    expect((await ask(email.toUpperCase())).statusCode).toBe(204);
    const [letter, ...others] = await door.letters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ kind: "password_reset", to: email, subject: "Reset your password", workspace: "" });
    expect(letter?.text).toContain(`http://throughline.test/reset-password/${letter?.token}`);
    const offered = await door.send("GET", `/api/v1/password-resets/${letter?.token}`);
    expect(offered.json()).toEqual({ email, expiresAt: "2026-06-17T13:00:00.000Z" });

    expect((await reset(letter?.token ?? "")).statusCode).toBe(204);
    expect((await me(cookie)).statusCode).toBe(401);
    expect((await signIn(email, PASSWORD)).statusCode).toBe(401);
    expect((await signIn(email, NEW)).statusCode).toBe(200);
    expect(await door.letters()).toMatchObject([{ kind: "password_changed", to: email, token: "" }]);
  });

  test("has a link that works once, for an hour, and is kept as a hash", async () => {
    const { email } = await somebody();
    await ask(email);
    const [{ token } = { token: "" }] = await door.letters();
    const stored = JSON.stringify(await door.system.db.select().from(accessLinks));
    expect(stored).not.toContain(token);
    expect((await reset(token, "short")).statusCode).toBe(400);
    expect((await reset(token)).statusCode).toBe(204);
    const again = await reset(token, "and another passphrase");
    expect(again.statusCode).toBe(404);
    expect((await signIn(email, NEW)).statusCode).toBe(200);

    await ask(email);
    const late = (await door.letters()).find(({ kind }) => kind === "password_reset")?.token ?? "";
    door.advance(60 * MINUTE);
    const unknown = await reset("a".repeat(43));
    for (const refused of [await reset(late), again])
      expect({ ...refused.json<object>(), requestId: "" }).toEqual({ ...unknown.json<object>(), requestId: "" });
    expect((await door.send("GET", `/api/v1/password-resets/${late}`)).statusCode).toBe(404);
  });

  test("has links that end with the first that is used, and when the password is changed", async () => {
    const { email } = await somebody();
    await ask(email);
    await ask(email);
    const [first, second] = await door.letters();
    expect((await reset(second?.token ?? "")).statusCode).toBe(204);
    expect((await reset(first?.token ?? "")).statusCode).toBe(404);
    door.advance(61 * MINUTE);
    await ask(email);
    const third = (await door.letters()).find(({ kind }) => kind === "password_reset");
    const { cookie } = await signIn(email, NEW);
    const change = { currentPassword: NEW, newPassword: PASSWORD };
    expect((await door.send("POST", "/api/v1/me/password", change, { cookie })).statusCode).toBe(204);
    expect((await reset(third?.token ?? "")).statusCode).toBe(404);
  });

  test("used twice at the same moment, sets one password", async () => {
    const { email } = await somebody();
    await ask(email);
    const [{ token } = { token: "" }] = await door.letters();
    const answers = await Promise.all(
      ["one passphrase more", "another passphrase"].map((password) => reset(token, password)),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 404]);
  });

  test("is answered alike for an address that is nobody's, which gets nothing", async () => {
    const { email } = await somebody();
    const known = await ask(email);
    expect(await door.letters()).toHaveLength(1);
    for (const nobody of ["nobody@example.com", "no address", "K@example.com", "a\0b@example.com", ""]) {
      const answer = await ask(nobody);
      expect(answer.statusCode).toBe(204);
      expect(answer.body).toBe(known.body);
      expect(Object.keys(answer.headers).toSorted()).toEqual(Object.keys(known.headers).toSorted());
    }
    expect(await door.letters()).toEqual([]);
  });

  test("fills nobody's mailbox: three links an hour, and ten requests a minute", async () => {
    const { email } = await somebody();
    door.advance(2 * MINUTE);
    for (let time = 0; time < 10; time += 1) expect((await ask(email)).statusCode).toBe(204);
    const refused = await ask(email);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers["retry-after"]).toMatch(/^\d+$/);
    expect(await door.letters()).toHaveLength(3);
    const strangers = await Promise.all([1, 2].map((n) => ask(`stranger${n}@example.com`)));
    expect(strangers.map(({ statusCode }) => statusCode)).toEqual([204, 204]);
    door.advance(2 * MINUTE);
  });

  test("is written about in the language of the page, and takes no request from another site", async () => {
    const { email } = await somebody();
    await ask(email, { "accept-language": "de-DE,de;q=0.9,en;q=0.5" });
    expect(await door.letters()).toMatchObject([{ subject: "Passwort zurücksetzen" }]);
    const foreign = await ask(email, { origin: "http://evil.example", host: "throughline.test" });
    expect(foreign.json()).toMatchObject({ status: 403, code: "cross_site_request" });
  });
});

describe("another e-mail address", () => {
  const change = (cookie: string, email: string, password = PASSWORD) =>
    door.send("POST", "/api/v1/me/email", { email, password }, { cookie });
  const confirm = (cookie: string, token: string) =>
    door.send("POST", `/api/v1/email-changes/${token}`, undefined, { cookie });

  test("counts when the link sent there was followed; the old one is told and other sessions end", async () => {
    const { email, cookie } = await somebody();
    const other = await signIn(email, PASSWORD);
    await ask(email);
    const [oldLink] = await door.letters();
    expect((await change(cookie, "New.Name@example.com")).statusCode).toBe(204);
    const [letter] = await door.letters();
    expect(letter).toMatchObject({ kind: "email_confirmation", to: "new.name@example.com" });
    expect((await me(cookie)).json()).toMatchObject({ email });

    const shown = await door.send("GET", `/api/v1/email-changes/${letter?.token}`, undefined, { cookie });
    expect(shown.json()).toMatchObject({ from: email, to: "new.name@example.com" });
    const done = await confirm(cookie, letter?.token ?? "");
    expect(done.statusCode, done.body).toBe(200);
    expect(done.json()).toMatchObject({ email: "new.name@example.com" });
    expect((await me(cookie)).json()).toMatchObject({ email: "new.name@example.com" });
    expect((await me(other.cookie)).statusCode).toBe(401);
    expect((await signIn(email, PASSWORD)).statusCode).toBe(401);
    expect((await signIn("new.name@example.com", PASSWORD)).statusCode).toBe(200);
    expect(await door.letters()).toMatchObject([
      { kind: "email_changed", to: email, text: expect.stringContaining("new.name@example.com") },
    ]);
    // Whoever reads the old mailbox does not come in by a link that was sent there before.
    expect((await reset(oldLink?.token ?? "")).statusCode).toBe(404);
    expect((await confirm(cookie, letter?.token ?? "")).statusCode).toBe(404);
  });

  test("takes the password, and the session of the user: a stranger who got the link gets nothing", async () => {
    const { email, cookie } = await somebody();
    const stranger = await somebody();
    const wrong = await change(cookie, "elsewhere@example.com", "not this one");
    expect(wrong.json()).toMatchObject({ status: 400, code: "wrong_password", fields: [{ path: "password" }] });
    expect((await change(cookie, email)).json()).toMatchObject({ code: "same_email" });
    await change(cookie, "elsewhere@example.com");
    const [{ token } = { token: "" }] = await door.letters();
    expect((await confirm("", token)).statusCode).toBe(401);
    expect((await confirm(stranger.cookie, token)).statusCode).toBe(404);
    expect(
      (await door.send("GET", `/api/v1/email-changes/${token}`, undefined, { cookie: stranger.cookie })).statusCode,
    ).toBe(404);
    expect((await reset(token)).statusCode).toBe(404);
    expect((await confirm(cookie, token)).statusCode).toBe(200);
  });

  test("that is somebody else's is told to them only", async () => {
    const { cookie } = await somebody();
    const taken = await somebody();
    const answer = await change(cookie, taken.email);
    const free = await change(cookie, "free@example.com");
    expect(answer.statusCode).toBe(204);
    expect([free.statusCode, free.body]).toEqual([204, answer.body]);
    expect(Object.keys(answer.headers).toSorted()).toEqual(Object.keys(free.headers).toSorted());
    const [letter] = await door.letters();
    expect(letter).toMatchObject({ kind: "email_taken", to: taken.email, token: "" });
  });

  test("that became somebody else's in the meantime is not taken", async () => {
    const [one, two] = [await somebody(), await somebody()];
    for (const { cookie } of [one, two]) await change(cookie, "wanted@example.com");
    const [first, second] = await door.letters();
    expect((await confirm(one.cookie, first?.token ?? "")).statusCode).toBe(200);
    const late = await confirm(two.cookie, second?.token ?? "");
    expect(late.json()).toMatchObject({ status: 409, code: "email_taken" });
    expect((await me(two.cookie)).json()).toMatchObject({ email: two.email });
  });

  test("has a link for a day, and three of them an hour", async () => {
    const { cookie } = await somebody();
    for (const name of ["a", "b", "c"]) expect((await change(cookie, `${name}.late@example.com`)).statusCode).toBe(204);
    expect((await change(cookie, "d.late@example.com")).statusCode).toBe(429);
    const [{ token } = { token: "" }] = await door.letters();
    door.advance(24 * 60 * MINUTE);
    expect((await confirm(cookie, token)).statusCode).toBe(404);
  });
});

test("an invitation is sent to whom it invites, and its link is the one that was shown", async () => {
  const headers = { cookie: owner.cookie, "accept-language": "de" };
  const answer = await door.send(
    "POST",
    "/api/v1/invitations",
    { email: "guest@example.com", role: "viewer" },
    headers,
  );
  const { link, mailed } = answer.json<{ link: string; mailed: boolean }>();
  expect(mailed).toBe(false);
  const [letter] = await door.letters();
  expect(letter).toMatchObject({ kind: "invitation", to: "guest@example.com", subject: "Einladung: First" });
  expect(letter?.text).toContain(link);
  expect(letter?.text).toContain(OWNER.name);
});
