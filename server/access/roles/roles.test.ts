import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Permission } from "../../../contracts/words/permissions.ts";
import { type Caller, PASSWORD, startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
let owner: Caller;
let workspace: string;
let made = 0;
beforeAll(async () => {
  t = await startTestApp();
});
beforeEach(async () => {
  const fresh = await t.freshWorkspace();
  owner = fresh.owner;
  workspace = fresh.workspace.id;
});

const roleOf = async (permissions: Permission[], name = "Reader") =>
  (await owner.request("POST /api/v1/roles", { body: { name, permissions } })).id;
const save = (as: Caller, permissions: Permission[], id?: string) =>
  as.inject({
    method: id ? "PUT" : "POST",
    url: `/api/v1/roles${id ? `/${id}` : ""}`,
    payload: { name: `Role ${made}`, permissions },
  });
const change = (as: Caller, id: string, body: object) =>
  as.inject({ method: "PATCH", url: `/api/v1/members/${id}`, payload: body });
const remove = (path: string) => owner.inject({ method: "DELETE", url: `/api/v1/${path}` });
const idOf = async (who: Caller) => (await who.request("GET /api/v1/me", {})).id;
const unit = (key: string) => owner.request("POST /api/v1/units", { body: { key, name: `Unit ${key}`, kind: "site" } });
const invite = async (as: Caller, body: object) => {
  made += 1;
  return as.inject({
    method: "POST",
    url: "/api/v1/invitations",
    payload: { email: `guest-of-roles-${made}@example.com`, ...body },
  });
};
const tokenOf = (link: string) => link.split("/").at(-1);
const accept = (link: string) =>
  t.anonymous.inject({
    method: "POST",
    url: `/api/v1/invitations/by-token/${tokenOf(link)}/accept`,
    payload: { name: "Guest", password: PASSWORD },
  });
const codeOf = (answer: { statusCode: number; json(): { code?: string } }) => [answer.statusCode, answer.json().code];

describe("a role of one's own", () => {
  test("does what its permissions say and nothing else, from the next request on", async () => {
    const role = await roleOf(["workspace:read", "touchpoints:read"]);
    const reader = await t.member(role, workspace);
    const sees = async (path: string) => (await reader.inject({ method: "GET", url: `/api/v1/${path}` })).statusCode;
    expect([await sees("touchpoints"), await sees("segments"), await sees("contacts")]).toEqual([200, 403, 403]);
    const { memberships } = await reader.request("GET /api/v1/me", {});
    expect(memberships).toMatchObject([
      { role, roleName: "Reader", permissions: ["workspace:read", "touchpoints:read"], units: null },
    ]);
    await owner.request("PUT /api/v1/roles/:id", {
      params: { id: role },
      body: { name: "Reader", permissions: ["segments:read"] },
    });
    expect([await sees("touchpoints"), await sees("segments")]).toEqual([403, 200]);
    const { items } = await owner.request("GET /api/v1/members", {});
    expect(items.find((each) => each.role === role)).toMatchObject({ roleName: "Reader" });
  });

  test("holds no more than who makes, changes or gives it", async () => {
    const admin = await t.member("admin", workspace);
    expect(codeOf(await save(admin, ["metrics:read", "storage:edit"]))).toEqual([403, "role_beyond_holder"]);
    const strong = await roleOf(["members:edit", "storage:edit"], "Strong");
    const weak = await roleOf(["members:edit", "members:read", "metrics:read"], "Weak");
    expect((await save(admin, ["metrics:read"], strong)).statusCode).toBe(403);
    const lead = await t.member(weak, workspace);
    const viewer = await t.member("viewer", workspace);
    const viewerId = await idOf(viewer);
    expect((await change(admin, viewerId, { role: strong })).statusCode).toBe(403);
    // A built-in role holds more than the lead does, one's own does not.
    expect((await change(lead, viewerId, { role: weak })).statusCode).toBe(403);
    expect((await change(owner, viewerId, { role: weak })).statusCode).toBe(200);
    expect((await change(lead, viewerId, { role: weak })).statusCode).toBe(200);
    expect((await change(lead, viewerId, { role: "viewer" })).statusCode).toBe(403);
    expect((await save(lead, ["metrics:read", "contacts:read"])).statusCode).toBe(403);
    expect((await invite(lead, { role: "viewer" })).statusCode).toBe(403);
    expect((await invite(lead, { role: weak })).statusCode).toBe(201);
    expect(codeOf(await change(owner, viewerId, { role: "0190a000-0000-7000-8000-000000000000" }))).toEqual([
      ...[400, "unknown_record"],
    ]);
  });

  test("is not removed while somebody has it, and is told who", async () => {
    const role = await roleOf(["metrics:read"]);
    const id = await idOf(await t.member(role, workspace));
    const used = await remove(`roles/${role}`);
    expect(codeOf(used)).toEqual([409, "in_use"]);
    expect(used.json().detail).toMatch(/the user "Member \d+"/);
    const uses = await owner.request("GET /api/v1/uses/:kind/:id", { params: { kind: "role", id: role } });
    expect(uses.items).toMatchObject([{ kind: "user", id }]);
    await change(owner, id, { role: "viewer" });
    // Whoever is first: it is never gone and given at once.
    const [given, removed] = await Promise.all([change(owner, id, { role }), remove(`roles/${role}`)]);
    expect([
      [200, 409],
      [400, 204],
    ]).toContainEqual([given.statusCode, removed.statusCode]);
  });

  test("gone, takes the invitations to it along; lowered, those that it could not send any more", async () => {
    const role = await roleOf(["metrics:read"]);
    const offered = (await invite(owner, { role })).json<{ link: string }>().link;
    expect((await remove(`roles/${role}`)).statusCode).toBe(204);
    expect((await accept(offered)).statusCode).toBe(404);
    const permissions: Permission[] = ["members:edit", "metrics:read", "segments:read"];
    const [lead, reader] = [await roleOf(permissions, "Lead"), await roleOf(["segments:read"], "Segments")];
    const leader = await t.member(lead, workspace);
    const link = (await invite(leader, { role: reader })).json<{ link: string }>().link;
    await save(owner, ["members:edit", "metrics:read"], lead);
    expect((await accept(link)).statusCode).toBe(404);
  });
});

describe("being limited to units", () => {
  test("comes with the invitation, is changed later, and keeps the units from being removed", async () => {
    const [north, south] = [await unit("north"), await unit("south")];
    const { link } = (await invite(owner, { role: "analyst", units: [north.id] })).json<{ link: string }>();
    const joined = (await accept(link)).json<{ id: string; memberships: object[] }>();
    expect(joined.memberships).toMatchObject([{ role: "analyst", units: [north.id] }]);
    const used = await remove(`units/${north.id}`);
    expect(codeOf(used)).toEqual([409, "in_use"]);
    expect(used.json().detail).toContain('the user "Guest"');
    expect((await change(owner, joined.id, { units: [south.id, south.id] })).json()).toMatchObject({
      ...{ role: "analyst", units: [south.id] },
    });
    expect((await remove(`units/${north.id}`)).statusCode).toBe(204);
    expect(codeOf(await change(owner, joined.id, { units: [north.id] }))).toEqual([400, "unknown_record"]);
    expect(codeOf(await change(owner, joined.id, { units: [] }))).toEqual([400, "invalid_request"]);
    expect(codeOf(await change(owner, joined.id, { role: "owner" }))).toEqual([409, "owner_sees_all"]);
    expect((await change(owner, joined.id, { role: "owner", units: null })).json()).toMatchObject({ units: null });
  });

  test("an invitation to units that are gone lets nobody in, to some that are left only into those", async () => {
    const [east, west] = [await unit("east"), await unit("west")];
    const links = [];
    for (const units of [[east.id], [east.id, west.id]])
      links.push((await invite(owner, { role: "viewer", units })).json<{ link: string }>().link);
    await remove(`units/${east.id}`);
    expect((await accept(links[0] ?? "")).statusCode).toBe(404);
    expect((await accept(links[1] ?? "")).json()).toMatchObject({ memberships: [{ units: [west.id] }] });
  });

  test("grants nothing, and says of colleagues only what is theirs too", async () => {
    const [north, south] = [await unit("north"), await unit("south")];
    const manager = await t.member("admin", workspace, [north.id]);
    await t.member("viewer", workspace, [south.id, north.id]);
    await t.member("viewer", workspace, [south.id]);
    const { memberships } = await manager.request("GET /api/v1/me", {});
    const held = memberships.flatMap(({ permissions }) => permissions);
    expect(held).toContain("contacts:edit");
    for (const permission of ["members:edit", "keys:edit", "units:edit", "audit:read", "imports:run"] as const)
      expect(held).not.toContain(permission);
    const { items } = await manager.request("GET /api/v1/members", {});
    expect(items.map(({ units }) => units)).toEqual([null, [north.id], [north.id], []]);
    const refused = await invite(manager, { role: "viewer", units: [north.id] });
    expect(refused.statusCode).toBe(403);
    expect(refused.json().detail).toContain("whole workspace");
  });

  test("a role is not taken away by who does not hold what it may do", async () => {
    const strong = await roleOf(["workspace:read", "members:edit", "mail:edit"], "Strong");
    const weak = await t.member(await roleOf(["workspace:read", "members:edit"], "Weak"), workspace);
    const { link } = (await invite(owner, { role: strong })).json<{ link: string }>();
    const taken = await weak.inject({ method: "DELETE", url: `/api/v1/roles/${strong}` });
    expect(codeOf(taken)).toEqual([403, "role_beyond_holder"]);
    const read = () => t.anonymous.inject({ method: "GET", url: `/api/v1/invitations/by-token/${tokenOf(link)}` });
    expect((await read()).statusCode).toBe(200);
    expect((await remove(`roles/${strong}`)).statusCode).toBe(204);
    // What it offered is not there any more.
    expect((await read()).statusCode).toBe(404);
  });

  test("a member who is limited can let nobody in by links they made before", async () => {
    const north = await unit("north");
    const admin = await t.member("admin", workspace);
    const { link } = (await invite(admin, { role: "viewer" })).json<{ link: string }>();
    await change(owner, await idOf(admin), { units: [north.id] });
    expect((await accept(link)).statusCode).toBe(404);
  });

  test("a key is limited as a member is; one that only sends takes no units", async () => {
    const north = await unit("north");
    const body = { name: "Reports", kind: "api" as const, units: [north.id] };
    const { key, secret } = await owner.request("POST /api/v1/keys", { body });
    expect(key.units).toEqual([north.id]);
    const ask = (path: string) =>
      t.app.inject({ method: "GET", url: `/api/v1/${path}`, headers: { authorization: `Bearer ${secret}` } });
    expect((await ask("units")).json().items).toMatchObject([{ key: "north" }]);
    expect((await ask("keys")).statusCode).toBe(403);
    expect((await remove(`units/${north.id}`)).json().detail).toContain('the key "Reports"');
    await remove(`keys/${key.id}`);
    expect((await remove(`units/${north.id}`)).statusCode).toBe(204);
    const write = await owner.inject({
      method: "POST",
      url: "/api/v1/keys",
      payload: { name: "Site", kind: "write", units: [north.id] },
    });
    expect(codeOf(write)).toEqual([400, "units_not_taken"]);
  });
});
