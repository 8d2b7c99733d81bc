import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Key } from "../../../contracts/access/access.ts";
import { permissionNames, roleCan, writeKeyPermissions } from "../../../contracts/words/permissions.ts";
import { type Door, openDoor } from "../access.fixture.ts";
import { createKey, createWorkspace, listWorkspaceIds } from "../access.ts";
import { callerOf } from "../users/users.ts";
import { keys } from "./keys.tables.ts";

let door: Door;
let owner: { cookie: string };
let home: string;

beforeAll(async () => {
  door = await openDoor();
  owner = await door.setUp();
  home = (await door.send("GET", "/api/v1/workspace", undefined, owner)).json<{ id: string }>().id;
});
afterAll(() => door.close());

interface Made {
  key: Key;
  secret: string;
}
const make = (body: object, headers: Record<string, string> = owner) =>
  door.send("POST", "/api/v1/keys", body, headers);
const made = async (body: object, headers: Record<string, string> = owner) => {
  const answer = await make(body, headers);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<Made>();
};
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const basic = (secret: string) => ({ authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` });
const read = (headers: Record<string, string>) => door.send("GET", "/api/v1/workspace", undefined, headers);

test("a key is shown once, stored as a hash, and opens its workspace by Bearer and Basic", async () => {
  const { key, secret } = await made({ name: "Reports", kind: "api" });
  expect(secret).toMatch(/^tl_api_[\w-]{43}$/);
  expect(secret.startsWith(key.prefix)).toBe(true);
  expect(key.prefix.length).toBeLessThan(secret.length / 3);
  expect(key.scopes).toEqual(permissionNames.filter((name) => roleCan("owner", name)));
  const [row] = await door.system.db.select().from(keys).where(eq(keys.id, key.id));
  expect(JSON.stringify(row)).not.toContain(secret);
  const list = await door.send("GET", "/api/v1/keys", undefined, owner);
  expect(list.body).not.toContain(secret);
  expect(list.body).not.toContain(row?.hash);
  for (const headers of [bearer(secret), basic(secret)])
    expect((await read(headers)).json()).toMatchObject({ id: home });
});

test("keys need no origin and win over a cookie beside them", async () => {
  const { secret } = await made({ name: "K", kind: "api", scopes: ["workspace:read"] });
  const patch = (headers: Record<string, string>) =>
    door.app.inject({ method: "PATCH", url: "/api/v1/workspace", payload: {}, headers });
  expect((await patch({ ...bearer(secret), ...owner })).statusCode).toBe(403);
  const full = await made({ name: "K", kind: "api" });
  expect((await patch({ ...bearer(full.secret), origin: "https://elsewhere.example" })).statusCode).toBe(200);
});

test("a Basic header that is not ours belongs to a proxy in front", async () => {
  const proxy = { authorization: `Basic ${Buffer.from("staff:password").toString("base64")}` };
  expect((await read({ ...proxy, ...owner })).statusCode).toBe(200);
  expect((await read(proxy)).statusCode).toBe(401);
});

test("what is not a key is 401, whatever it looks like", async () => {
  const { secret } = await made({ name: "K", kind: "api" });
  const wrong = [
    "",
    " ",
    "tl_api_",
    secret.slice(0, -1),
    `${secret}A`,
    secret.replace("tl_api_", "tl_write_"),
    `tl_api_${"A".repeat(43)}`,
    "x".repeat(12_000),
    "'; drop table keys; --",
  ];
  for (const each of wrong) expect((await read(bearer(each))).statusCode, each.slice(0, 50)).toBe(401);
  expect((await read(basic("tl_api_\0"))).statusCode).toBe(401);
});

test("what takes a person refuses keys", async () => {
  const { secret } = await made({ name: "K", kind: "api" });
  for (const [method, url] of [
    ["GET", "/api/v1/me"],
    ["DELETE", "/api/v1/sessions"],
    ["POST", "/api/v1/workspaces"],
  ] as const)
    expect((await door.send(method, url, undefined, bearer(secret))).statusCode).toBe(403);
  expect((await door.send("GET", "/api/v1/me", undefined, bearer("tl_api_nothing"))).statusCode).toBe(401);
});

test("a key addresses its own workspace and no other", async () => {
  const { secret } = await made({ name: "K", kind: "api", scopes: ["workspace:read"] });
  const other = await door.send("POST", "/api/v1/workspaces", { name: "Other" }, owner);
  const { id } = other.json<{ id: string }>();
  expect((await read({ ...bearer(secret), "x-workspace": home })).statusCode).toBe(200);
  expect((await read({ ...bearer(secret), "x-workspace": id })).statusCode).toBe(404);
  expect(
    (await door.send("GET", "/api/v1/members", undefined, { ...bearer(secret), "x-workspace": id })).statusCode,
  ).toBe(403);
  const foreign = await made({ name: "Theirs", kind: "api" }, { ...owner, "x-workspace": id });
  expect((await door.send("DELETE", `/api/v1/keys/${foreign.key.id}`, undefined, owner)).statusCode).toBe(404);
  expect((await read(bearer(foreign.secret))).json()).toMatchObject({ id });
});

test("a key never holds more than its creator", async () => {
  const admin = await door.join(owner, "admin@example.com", "admin");
  const cookie = { cookie: admin.cookie };
  expect((await make({ name: "K", kind: "api", scopes: ["system:backup"] }, cookie)).statusCode).toBe(403);
  const byAdmin = await made({ name: "K", kind: "api" }, cookie);
  expect(byAdmin.key.scopes).toEqual(permissionNames.filter((name) => roleCan("admin", name)));
  const narrow = await made({ name: "Narrow", kind: "api", scopes: ["keys:edit", "members:edit", "members:edit"] });
  expect(narrow.key.scopes).toEqual(["members:edit", "keys:edit"]);
  expect((await make({ name: "K", kind: "api", scopes: ["events:read"] }, bearer(narrow.secret))).statusCode).toBe(403);
  expect((await make({ name: "K", kind: "write" }, bearer(narrow.secret))).statusCode).toBe(403);
  expect((await made({ name: "K", kind: "api" }, bearer(narrow.secret))).key.scopes).toEqual(narrow.key.scopes);
  const invitation = { email: "by-key@example.com", role: "viewer" };
  expect((await door.send("POST", "/api/v1/invitations", invitation, bearer(narrow.secret))).statusCode).toBe(403);
  expect((await door.send("POST", "/api/v1/invitations", invitation, bearer(byAdmin.secret))).statusCode).toBe(201);
});

test("a key outlives its creator's membership", async () => {
  const leaving = await door.join(owner, "leaving@example.com", "admin");
  const { secret } = await made({ name: "K", kind: "api" }, { cookie: leaving.cookie });
  expect((await door.send("DELETE", `/api/v1/members/${leaving.id}`, undefined, owner)).statusCode).toBe(204);
  expect((await read(bearer(secret))).statusCode).toBe(200);
});

test("a write key sends and does nothing else", async () => {
  const { key, secret } = await made({ name: "Shop", kind: "write" });
  expect(key.scopes).toEqual(writeKeyPermissions);
  expect((await make({ name: "Shop", kind: "write", scopes: ["events:write"] })).statusCode).toBe(400);
  for (const url of ["/api/v1/workspace", "/api/v1/members", "/api/v1/keys"])
    expect((await door.send("GET", url, undefined, basic(secret))).statusCode).toBe(403);
  expect(await door.access.writeKey(secret)).toEqual({
    workspace: { id: home, name: "First", timezone: "Europe/Berlin", currency: "EUR" },
    source: key.id,
    sourceName: "Shop",
    isTest: false,
  });
  const api = await made({ name: "K", kind: "api" });
  for (const other of [api.secret, "", "tl_write_", "x".repeat(100_000), "\0"])
    expect(await door.access.writeKey(other)).toBeNull();
});

test("revoking counts at once; asking again reads no store", async () => {
  const { key, secret } = await made({ name: "Shop", kind: "write" });
  expect(await door.access.writeKey(secret)).not.toBeNull();
  // Deleted behind the program's back, as another process would: believed for a few seconds more.
  await door.system.db.delete(keys).where(eq(keys.id, key.id));
  expect(await door.access.writeKey(secret)).not.toBeNull();
  door.access.forgetKeys();
  expect(await door.access.writeKey(secret)).toBeNull();

  const second = await made({ name: "Shop", kind: "write" });
  expect(await door.access.writeKey(second.secret)).not.toBeNull();
  const revoke = () => door.send("DELETE", `/api/v1/keys/${second.key.id}`, undefined, owner);
  expect((await revoke()).statusCode).toBe(204);
  expect(await door.access.writeKey(second.secret)).toBeNull();
  expect((await revoke()).statusCode).toBe(404);
  expect((await door.send("DELETE", "/api/v1/keys/%00", undefined, owner)).statusCode).toBe(400);
  expect((await door.send("DELETE", "/api/v1/keys/nothing", undefined, owner)).statusCode).toBe(404);
});

test("renaming the workspace reaches the keys at once", async () => {
  const { secret } = await made({ name: "Shop", kind: "write" });
  await door.access.writeKey(secret);
  await door.send("PATCH", "/api/v1/workspace", { timezone: "Asia/Tokyo" }, owner);
  expect((await door.access.writeKey(secret))?.workspace.timezone).toBe("Asia/Tokyo");
  await door.send("PATCH", "/api/v1/workspace", { timezone: "Europe/Berlin" }, owner);
});

test("a key ends at its expiry, and its use is noted once a minute", async () => {
  const past = new Date(door.system.now().getTime() - 1).toISOString();
  expect((await make({ name: "K", kind: "api", expiresAt: past })).json()).toMatchObject({ code: "expired_already" });
  const inTwoMinutes = new Date(door.system.now().getTime() + 120_000).toISOString();
  const { key, secret } = await made({ name: "K", kind: "api", expiresAt: inTwoMinutes });
  const lastUsed = async () => {
    const [row] = await door.system.db.select().from(keys).where(eq(keys.id, key.id));
    return row?.lastUsedAt?.getTime() ?? 0;
  };
  expect(await lastUsed()).toBe(0);
  await read(bearer(secret));
  const first = await lastUsed();
  expect(first).toBe(door.system.now().getTime());
  door.advance(59_000);
  await read(bearer(secret));
  expect(await lastUsed()).toBe(first);
  door.advance(2_000);
  await read(bearer(secret));
  expect(await lastUsed()).toBe(first + 61_000);
  door.advance(60_000);
  expect((await read(bearer(secret))).statusCode).toBe(401);
});

test("a key made with one that expires ends with it at the latest", async () => {
  const from = (ms: number) => new Date(door.system.now().getTime() + ms).toISOString();
  const end = from(60_000);
  const { secret } = await made({ name: "Short", kind: "api", expiresAt: end });
  const late = await make({ name: "Late", kind: "write", expiresAt: from(60_001) }, bearer(secret));
  expect([late.statusCode, late.json()]).toEqual([
    400,
    expect.objectContaining({
      code: "expires_too_late",
      detail: expect.stringContaining(`expires at ${end}. Name that time or an earlier one`),
      fields: [
        {
          ...{ path: "expiresAt", reason: `later than ${end}, when the key it is made with expires` },
          ...{ code: "expires_too_late", values: { path: "expiresAt", instant: end } },
        },
      ],
    }),
  ]);
  const unsaid = await made({ name: "Unsaid", kind: "api" }, bearer(secret));
  expect(unsaid.key.expiresAt).toBe(end);
  expect((await made({ name: "Same", kind: "write", expiresAt: end }, bearer(secret))).key.expiresAt).toBe(end);
  const sooner = from(30_000);
  expect((await made({ name: "Sooner", kind: "api", expiresAt: sooner }, bearer(unsaid.secret))).key.expiresAt).toBe(
    sooner,
  );
  expect((await made({ name: "By a person", kind: "api" })).key.expiresAt).toBeNull();
  const lasting = await made({ name: "Lasting", kind: "api" });
  expect((await made({ name: "By it", kind: "api" }, bearer(lasting.secret))).key.expiresAt).toBeNull();
  door.advance(60_000);
  expect((await read(bearer(unsaid.secret))).statusCode).toBe(401);
});

test("work of the system itself may do everything in its workspace", async () => {
  const ctx = await door.access.systemContext(home);
  const { key } = await createKey(ctx, { name: "From init", kind: "api" });
  expect(key.scopes).toEqual(permissionNames);
  await expect(door.access.systemContext("nowhere")).rejects.toMatchObject({ status: 404 });
  const [first] = await listWorkspaceIds(door.system);
  expect(first).toBe(home);
  const { id } = (await door.send("GET", "/api/v1/me", undefined, owner)).json<{ id: string }>();
  const other = await createWorkspace(door.system, id, { name: "Late", timezone: "UTC" });
  expect(await listWorkspaceIds(door.system)).toContain(other.id);
  // The whole system, every workspace in it, is not for the key of one of them.
  const elsewhere = await door.access.systemContext(other.id);
  const second = await createKey(elsewhere, { name: "From the command line", kind: "api" });
  expect(second.key.scopes).toEqual(permissionNames.filter((name) => !name.startsWith("system:")));
  await door.system.db.update(keys).set({ scopes: permissionNames }).where(eq(keys.id, second.key.id));
  const asked = { headers: bearer(second.secret) } as Parameters<typeof door.access.gate.context>[0];
  await expect(door.access.gate.context(asked, "system:backup")).rejects.toMatchObject({ status: 403 });
  expect((await door.access.gate.context(asked, "workspace:read")).workspace.id).toBe(other.id);
});

test("an IPv6 caller is its /64", () => {
  expect(callerOf("192.0.2.7")).toBe("192.0.2.7");
  expect(callerOf("::ffff:192.0.2.7")).toBe("::ffff:192.0.2.7");
  expect(callerOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
  expect(callerOf("2001:db8::6")).toBe("2001:db8:0:0");
  expect(callerOf("::1")).toBe("0:0:0:0");
});
