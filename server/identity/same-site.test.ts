import { afterAll, beforeAll, expect, test } from "vitest";
import { type Door, OWNER, openDoor } from "./identity.fixture.ts";

const PUBLIC = "https://cx.example.com";
let door: Door;

beforeAll(async () => {
  door = await openDoor({ publicUrl: PUBLIC });
});
afterAll(() => door.close());

test("behind TLS cookies are Secure and a page without TLS is another site", async () => {
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
