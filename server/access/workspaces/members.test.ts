import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { permissions, type Role, roleCan, roles } from "../../../contracts/words/permissions.ts";
import { type Door, OWNER, openDoor, PASSWORD } from "../access.fixture.ts";
import { users } from "../users/users.tables.ts";
import { invitations, memberships } from "./workspaces.tables.ts";
import { createWorkspace } from "./workspaces.ts";

let door: Door;
let owner: { cookie: string };
let admin: { cookie: string; id: string };
let viewer: { cookie: string; id: string };
let home: string;

beforeAll(async () => {
  door = await openDoor();
  owner = await door.setUp();
  admin = await door.join(owner, "admin@example.com", "admin");
  viewer = await door.join(owner, "viewer@example.com", "viewer");
  home = (await door.send("GET", "/api/v1/workspace", undefined, owner)).json<{ id: string }>().id;
});
afterAll(() => door.close());

const accept = (token: string, body: object, headers: Record<string, string> = {}) =>
  door.send("POST", `/api/v1/invitations/by-token/${token}/accept`, body, headers);
const setRole = (as: { cookie: string }, id: string, role: Role) =>
  door.send("PATCH", `/api/v1/members/${id}`, { role }, { cookie: as.cookie });
const idOf = async (email: string) => {
  const [user] = await door.system.db.select().from(users).where(eq(users.email, email));
  return user?.id ?? "";
};

describe("addressing a workspace", () => {
  test("without a header it is the one joined first", async () => {
    const made = await door.send("POST", "/api/v1/workspaces", { name: "Second" }, viewer);
    expect(made.statusCode).toBe(201);
    const second = made.json<{ id: string }>().id;
    const seen = (headers: object) => door.send("GET", "/api/v1/workspace", undefined, { ...viewer, ...headers });
    expect((await seen({})).json()).toMatchObject({ id: home });
    expect((await seen({ "x-workspace": second })).json()).toMatchObject({ id: second, timezone: "UTC" });
    const rename = (id: string) =>
      door.send("PATCH", "/api/v1/workspace", { name: "Renamed" }, { ...viewer, "x-workspace": id });
    expect((await rename(home)).statusCode).toBe(403);
    expect((await rename(second)).json()).toMatchObject({ name: "Renamed" });
  });

  test("another's and a made-up one are equally not there", async () => {
    const other = await createWorkspace(door.system, viewer.id, { name: "Private", timezone: "UTC" });
    const answers = await Promise.all(
      [other.id, "01976f00-0000-7000-8000-000000000000", "nonsense", "'; drop table users"].map((id) =>
        door.send("GET", "/api/v1/members", undefined, { ...owner, "x-workspace": id }),
      ),
    );
    for (const answer of answers) {
      expect(answer.statusCode).toBe(404);
      expect({ ...answer.json<object>(), requestId: "" }).toEqual({ ...answers[0]?.json<object>(), requestId: "" });
    }
  });

  test("what concerns the whole system is not for owners of just any workspace", async () => {
    const own = await createWorkspace(door.system, admin.id, { name: "Own", timezone: "UTC" });
    const backup = (headers: Record<string, string>) => door.send("POST", "/api/v1/backup", undefined, headers);
    expect((await backup({ cookie: owner.cookie })).statusCode).toBe(200);
    expect((await backup({ cookie: admin.cookie })).statusCode).toBe(403);
    expect((await backup({ cookie: admin.cookie, "x-workspace": own.id })).statusCode).toBe(403);
    const key = { name: "k", kind: "api", scopes: ["system:backup"] };
    expect(
      (await door.send("POST", "/api/v1/keys", key, { cookie: admin.cookie, "x-workspace": own.id })).statusCode,
    ).toBe(403);
  });
});

describe("invitations", () => {
  test("a link shows what it offers, lets in once, and starts a session", async () => {
    const token = await door.inviteAs(owner, "New.Person@Example.com", "editor");
    const offer = await door.send("GET", `/api/v1/invitations/by-token/${token}`);
    expect(offer.json()).toMatchObject({
      email: "new.person@example.com",
      role: "editor",
      workspace: "First",
      hasAccount: false,
    });
    expect((await accept(token, { password: PASSWORD })).json()).toMatchObject({ code: "name_required" });
    expect((await accept(token, { name: "N" })).json()).toMatchObject({ code: "password_required" });
    const both = await Promise.all([1, 2].map(() => accept(token, { name: "New", password: PASSWORD })));
    const statuses = both.map((answer) => answer.statusCode).sort();
    expect(statuses[0]).toBe(200);
    expect([401, 404, 409]).toContain(statuses[1]);
    const joined = both.find((answer) => answer.statusCode === 200);
    expect(joined?.json()).toMatchObject({ email: "new.person@example.com", memberships: [{ role: "editor" }] });
    expect((await door.send("GET", "/api/v1/me", undefined, { cookie: joined?.cookie })).statusCode).toBe(200);
    expect((await accept(token, { name: "New", password: PASSWORD })).statusCode).toBe(404);
  });

  test("unknown, used, withdrawn and expired links look alike", async () => {
    const used = await door.inviteAs(owner, "used@example.com", "viewer");
    await accept(used, { name: "Used", password: PASSWORD });
    const withdrawn = await door.inviteAs(owner, "withdrawn@example.com", "viewer");
    const list = await door.send("GET", "/api/v1/invitations", undefined, owner);
    const open = list
      .json<{ items: { id: string; email: string }[] }>()
      .items.find((each) => each.email === "withdrawn@example.com");
    expect((await door.send("DELETE", `/api/v1/invitations/${open?.id}`, undefined, owner)).statusCode).toBe(204);
    expect((await door.send("DELETE", `/api/v1/invitations/${open?.id}`, undefined, owner)).statusCode).toBe(404);
    const replaced = await door.inviteAs(owner, "again@example.com", "viewer");
    await door.inviteAs(owner, "again@example.com", "viewer");
    const expired = await door.inviteAs(owner, "expired@example.com", "viewer");
    await door.system.db
      .update(invitations)
      .set({ expiresAt: door.system.now() })
      .where(eq(invitations.email, "expired@example.com"));
    const bodies = [];
    for (const token of [used, withdrawn, replaced, expired, "x".repeat(43), encodeURIComponent("\0".repeat(43))])
      for (const answer of [
        await door.send("GET", `/api/v1/invitations/by-token/${token}`),
        await accept(token, { name: "X", password: PASSWORD }),
      ]) {
        expect(answer.statusCode).toBe(404);
        bodies.push({ ...answer.json<object>(), requestId: "" });
      }
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  test("a link that lost its end is said to be cut off, and what to do", async () => {
    const token = await door.inviteAs(owner, "cut@example.com", "viewer");
    for (const cut of [token.slice(0, 10), token.slice(0, -1), `${token}.`])
      for (const answer of [
        await door.send("GET", `/api/v1/invitations/by-token/${cut}`),
        await accept(cut, { name: "X", password: PASSWORD }),
      ]) {
        expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, "invalid_request"]);
        expect(answer.json()).toMatchObject({
          detail: expect.stringMatching(/the invitation link is not whole.*ask for a new one/),
          fields: [{ path: "token" }],
        });
      }
    expect((await door.send("GET", `/api/v1/invitations/by-token/${token}`)).statusCode).toBe(200);
  });

  test("an existing account joins with its password or its session, not with a name", async () => {
    const other = await createWorkspace(door.system, viewer.id, { name: "Viewer's", timezone: "UTC" });
    const asViewer = { cookie: viewer.cookie, "x-workspace": other.id };
    const one = await door.inviteAs(asViewer, "admin@example.com", "analyst");
    expect((await door.send("GET", `/api/v1/invitations/by-token/${one}`)).json()).toMatchObject({ hasAccount: true });
    expect((await accept(one, { name: "Taken over", password: "a password I made up" })).statusCode).toBe(401);
    expect((await accept(one, {}, { cookie: owner.cookie })).json()).toMatchObject({ code: "password_required" });
    expect((await accept(one, {}, { cookie: admin.cookie, origin: "https://evil.example" })).statusCode).toBe(403);
    const joined = await accept(one, {}, { cookie: admin.cookie });
    expect(
      joined.json<{ memberships: { workspace: { id: string } }[] }>().memberships.map((each) => each.workspace.id),
    ).toContain(other.id);
    const again = await door.send(
      "POST",
      "/api/v1/invitations",
      { email: "ADMIN@example.com", role: "viewer" },
      asViewer,
    );
    expect(again.json()).toMatchObject({ status: 409, code: "already_member" });
    const two = await door.inviteAs(asViewer, OWNER.email, "viewer");
    expect((await accept(two, { password: PASSWORD })).statusCode).toBe(200);
  });
});

describe("roles", () => {
  test("nobody grants or takes more than they hold", async () => {
    const inviteAs = (as: { cookie: string }, role: Role) =>
      door.send("POST", "/api/v1/invitations", { email: `${role}-by@example.com`, role }, { cookie: as.cookie });
    expect((await inviteAs(admin, "owner")).statusCode).toBe(403);
    expect((await inviteAs(admin, "admin")).statusCode).toBe(201);
    expect((await inviteAs(viewer, "viewer")).statusCode).toBe(403);
    expect((await setRole(admin, viewer.id, "owner")).statusCode).toBe(403);
    expect((await setRole(admin, admin.id, "owner")).statusCode).toBe(403);
    const ownerId = await idOf(OWNER.email);
    expect((await setRole(admin, ownerId, "viewer")).statusCode).toBe(403);
    expect(
      (await door.send("DELETE", `/api/v1/members/${ownerId}`, undefined, { cookie: admin.cookie })).statusCode,
    ).toBe(403);
    expect((await setRole(admin, viewer.id, "analyst")).json()).toMatchObject({ role: "analyst" });
    expect((await setRole(admin, viewer.id, "viewer")).statusCode).toBe(200);
  });

  test("the table of permissions is what the gate answers", async () => {
    const statuses: Record<string, number> = {};
    for (const role of roles.filter((each) => each !== "owner")) {
      const { cookie } = await door.join(owner, `${role}-table@example.com`, role);
      for (const [url, permission] of [
        ["/api/v1/workspace", "workspace:read"],
        ["/api/v1/members", "members:read"],
        ["/api/v1/invitations", "members:edit"],
        ["/api/v1/keys", "keys:read"],
      ] as const) {
        const { statusCode } = await door.send("GET", url, undefined, { cookie });
        statuses[`${role} ${permission}`] = statusCode;
        expect(statusCode, `${role} ${permission}`).toBe(roleCan(role, permission) ? 200 : 403);
      }
    }
    expect(new Set(Object.values(statuses))).toEqual(new Set([200, 403]));
    expect(Object.keys(permissions)).toContain("system:backup");
  });

  test("the last owner stays, even when two leave at once", async () => {
    const ownerId = await idOf(OWNER.email);
    expect((await setRole(owner, ownerId, "viewer")).json()).toMatchObject({ status: 409, code: "last_owner" });
    const leave = (as: { cookie: string }, id: string) =>
      door.send("DELETE", `/api/v1/members/${id}`, undefined, { cookie: as.cookie });
    expect((await leave(owner, ownerId)).json()).toMatchObject({ code: "last_owner" });
    const second = await door.join(owner, "second-owner@example.com", "owner");
    const left = await Promise.all([leave(owner, second.id), leave({ cookie: second.cookie }, ownerId)]);
    const statuses = left.map((answer) => answer.statusCode);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    const owners = await door.system.db.select().from(memberships).where(eq(memberships.workspace, home));
    expect(owners.filter((each) => each.role === "owner")).toHaveLength(1);
    const remaining = owners.find((each) => each.role === "owner")?.user;
    owner = remaining === ownerId ? owner : { cookie: second.cookie };
  });

  test("the links of a removed member let nobody in, them least of all", async () => {
    const gone = await door.join(owner, "gone-with-links@example.com", "admin");
    const back = await door.inviteAs(gone, "way-back@example.com", "admin");
    const kept = await door.inviteAs(owner, "kept@example.com", "viewer");
    const id = await idOf("gone-with-links@example.com");
    expect((await door.send("DELETE", `/api/v1/members/${id}`, undefined, owner)).statusCode).toBe(204);
    expect((await accept(back, { name: "Back", password: "correct horse battery" })).statusCode).toBe(404);
    expect((await door.send("GET", `/api/v1/invitations/by-token/${kept}`)).statusCode).toBe(200);
  });

  test("links that a lower role could not have made end with the higher one", async () => {
    const lowered = await door.join(owner, "lowered@example.com", "owner");
    const [up, beside] = [
      await door.inviteAs(lowered, "as-owner@example.com", "owner"),
      await door.inviteAs(lowered, "as-viewer@example.com", "viewer"),
    ];
    const opens = async (token: string) => (await door.send("GET", `/api/v1/invitations/by-token/${token}`)).statusCode;
    expect((await setRole(owner, lowered.id, "admin")).statusCode).toBe(200);
    expect([await opens(up), await opens(beside)]).toEqual([404, 200]);
    expect((await setRole(owner, lowered.id, "editor")).statusCode).toBe(200);
    expect([await opens(up), await opens(beside)]).toEqual([404, 404]);
  });

  test("links made with a key end when it is revoked", async () => {
    const made = await door.send("POST", "/api/v1/keys", { name: "Inviting", kind: "api" }, owner);
    const { key, secret } = made.json<{ key: { id: string }; secret: string }>();
    const token = await door.inviteAs({ authorization: `Bearer ${secret}` }, "by-key@example.com", "viewer");
    expect((await door.send("DELETE", `/api/v1/keys/${key.id}`, undefined, owner)).statusCode).toBe(204);
    expect((await door.send("GET", `/api/v1/invitations/by-token/${token}`)).statusCode).toBe(404);
  });

  test("a removed member's session stops working in the workspace at once", async () => {
    const gone = await door.join(owner, "gone@example.com", "editor");
    const own = await createWorkspace(door.system, gone.id, { name: "Their own", timezone: "UTC" });
    const read = (id: string) =>
      door.send("GET", "/api/v1/workspace", undefined, { cookie: gone.cookie, "x-workspace": id });
    expect((await read(home)).statusCode).toBe(200);
    expect((await door.send("DELETE", `/api/v1/members/${gone.id}`, undefined, owner)).statusCode).toBe(204);
    expect((await read(home)).statusCode).toBe(404);
    expect((await read(own.id)).statusCode).toBe(200);
  });

  test("members of other workspaces and impossible ids are not there", async () => {
    const stranger = await door.join(owner, "stranger@example.com", "viewer");
    await door.send("DELETE", `/api/v1/members/${stranger.id}`, undefined, owner);
    expect((await setRole(owner, "%00", "viewer")).statusCode).toBe(400);
    for (const id of [stranger.id, "nobody", "..%2f..", "a".repeat(64)]) {
      expect((await setRole(owner, id, "viewer")).statusCode, id).toBe(404);
      expect((await door.send("DELETE", `/api/v1/members/${id}`, undefined, owner)).statusCode, id).toBe(404);
    }
    expect((await setRole(owner, "a".repeat(65), "viewer")).statusCode).toBe(400);
  });
});
