import { afterEach, expect, test } from "vitest";
import { type Door, OWNER, openDoor } from "../access.fixture.ts";

const PUBLIC = "https://cx.example.com";
let door: Door;
afterEach(() => door.close());

test("a server for this machine is called by no name of another site", async () => {
  door = await openDoor({ publicUrl: "http://127.0.0.1:3400" });
  const evil = "evil.example:3400";
  const made = (host: string) => door.send("POST", "/api/v1/setup", OWNER, { host, origin: `http://${host}` });
  const foreign = await made(evil);
  expect(foreign.statusCode).toBe(403);
  expect(foreign.json()).toMatchObject({ code: "unknown_host", detail: expect.stringContaining("PUBLIC_URL") });
  expect((await made("[::1]:3400")).statusCode).toBe(201);
  const person = { email: OWNER.email, password: OWNER.password };
  const signIn = (host: string, site: string) =>
    door.send("POST", "/api/v1/session", person, { host, "sec-fetch-site": site });
  expect((await signIn(evil, "same-origin")).json()).toMatchObject({ code: "unknown_host" });
  expect((await signIn("localhost:3400", "same-origin")).statusCode).toBe(200);
});

test("behind TLS cookies are Secure and a page without TLS is another site", async () => {
  door = await openDoor({ publicUrl: PUBLIC });
  const made = await door.send("POST", "/api/v1/setup", OWNER, { origin: PUBLIC });
  expect(made.statusCode).toBe(201);
  expect(made.headers["set-cookie"]).toMatch(/^__Secure-throughline\.session_token=.*Secure/i);
  const rename = (headers: Record<string, string>) =>
    door.send("PATCH", "/api/v1/workspace", { name: "Renamed" }, { cookie: made.cookie, ...headers });
  expect((await rename({ origin: PUBLIC })).statusCode).toBe(200);
  expect((await rename({ origin: "http://cx.example.com", host: "cx.example.com" })).statusCode).toBe(403);
  expect((await rename({ origin: "https://inside.example", host: "inside.example" })).statusCode).toBe(200);
  const { link } = (
    await door.send(
      "POST",
      "/api/v1/invitations",
      { email: "a@example.com", role: "viewer" },
      { cookie: made.cookie, origin: PUBLIC },
    )
  ).json<{ link: string }>();
  expect(link).toMatch(/^https:\/\/cx\.example\.com\/invitation\/[\w-]{43}$/);
});
