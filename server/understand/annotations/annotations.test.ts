import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RequestOptions } from "../../../contracts/client.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { annotations } from "./annotations.tables.ts";

type Body = RequestOptions<"POST /api/v1/annotations">["body"];
type Filters = NonNullable<RequestOptions<"GET /api/v1/annotations">["query"]>;

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
const write = (body: Body, who: Caller = t.owner) => who.request("POST /api/v1/annotations", { body });
const names = async (query: Filters, who: Caller) =>
  (await who.request("GET /api/v1/annotations", { query })).items.map(({ name }) => name);
const refused = async (body: object) => {
  const answer = await t.owner.inject({
    method: "POST",
    url: "/api/v1/annotations",
    payload: { name: "X", happenedAt: "2026-06-01T10:00:00Z", ...body },
  });
  const { path, code } = answer.json().fields?.[0] ?? {};
  return [answer.statusCode, path, code];
};
const touchpoint = (name: string, who: Caller) =>
  who.request("POST /api/v1/touchpoints", {
    body: { name, rule: { field: "event", op: "eq", value: "Order Completed" } },
  });

describe("annotations", () => {
  it("are written, read, changed and deleted", async () => {
    const { owner } = await t.freshWorkspace();
    const shop = await touchpoint("Shop", owner);
    const written = await write(
      {
        name: " Prices raised by 4 % ",
        kind: "price",
        happenedAt: "2026-06-01T10:00:00+02:00",
        endedAt: "2026-06-08T08:00:00Z",
        touchpointId: shop.id,
        link: "https://wiki.example.com/prices?year=2026#june",
        description: "All but the oak tables",
      },
      owner,
    );
    expect(written).toMatchObject({
      name: "Prices raised by 4 %",
      kind: "price",
      happenedAt: "2026-06-01T08:00:00.000Z",
      endedAt: "2026-06-08T08:00:00.000Z",
      touchpointId: shop.id,
      writtenBy: { kind: "user", name: "Olive Owner" },
      cause: null,
      revision: 1,
    });
    const params = { id: written.id };
    expect(await owner.request("GET /api/v1/annotations/:id", { params })).toEqual(written);
    const body = { name: "Prices raised", happenedAt: "2026-06-02T08:00:00Z" };
    const changed = await owner.request("PUT /api/v1/annotations/:id", { params, ifMatch: 1, body });
    expect(changed).toMatchObject({ ...body, happenedAt: "2026-06-02T08:00:00.000Z", revision: 2 });
    expect(changed).toMatchObject({ kind: "change", endedAt: null, touchpointId: null, link: null });
    expect(changed.writtenBy).toEqual(written.writtenBy);
    await expect(owner.request("PUT /api/v1/annotations/:id", { params, ifMatch: 1, body })).rejects.toEqual(
      problem("stale_revision"),
    );
    await owner.request("DELETE /api/v1/annotations/:id", { params });
    await expect(owner.request("GET /api/v1/annotations/:id", { params })).rejects.toEqual(problem("not_found"));
  });

  it("may share a title, and say which key wrote them", async () => {
    const key = await t.key("api", ["annotations:read", "annotations:edit"]);
    const body = { name: "Release 4.2", kind: "release" as const, happenedAt: "2026-06-03T10:00:00Z" };
    const [first, second] = [await write(body, key), await write(body, key)];
    expect(first.id).not.toBe(second.id);
    expect(first.writtenBy).toEqual({ kind: "key", name: "api key" });
  });

  it("refuse what makes no sense, at its field", async () => {
    for (const link of [
      "javascript:alert(1)",
      "data:text/html,x",
      "ftp://example.com/x",
      "example.com",
      "//example.com",
    ])
      expect(await refused({ link }), link).toEqual([400, "link", "not_a_web_address"]);
    expect(await refused({ name: "   " })).toEqual([400, "name", "too_short"]);
    expect(await refused({ name: "x".repeat(201) })).toEqual([400, "name", "too_long"]);
    expect(await refused({ name: "a\0b" })).toEqual([400, "name", "unclean_text"]);
    expect(await refused({ kind: "weather" })).toEqual([400, "kind", "not_one_of"]);
    expect(await refused({ happenedAt: "0000-01-01T00:00:00Z" })).toEqual([400, "happenedAt", "out_of_range"]);
    expect(await refused({ happenedAt: "2026-06-01" })).toEqual([400, "happenedAt", "not_an_instant"]);
    expect(await refused({ endedAt: "2026-06-01T09:59:59Z" })).toEqual([400, "endedAt", "ends_too_early"]);
    expect(await refused({ touchpointId: "0190a000-0000-7000-8000-000000000000" })).toEqual([
      400,
      "touchpointId",
      "unknown_record",
    ]);
  });

  it("of a period are those that happened or lasted in it, newest first", async () => {
    const { owner } = await t.freshWorkspace();
    const note = (name: string, happenedAt: string, endedAt?: string) => write({ name, happenedAt, endedAt }, owner);
    await note("before", "2026-05-01T00:00:00Z");
    await note("into", "2026-05-20T00:00:00Z", "2026-06-02T00:00:00Z");
    await note("first", "2026-06-01T00:00:00Z");
    await note("last", "2026-06-30T23:59:59.999Z");
    await note("after", "2026-07-01T00:00:00Z");
    const june = { from: "2026-06-01T00:00:00Z", to: "2026-07-01T00:00:00Z" };
    expect(await names(june, owner)).toEqual(["last", "first", "into"]);
    expect(await names({ to: june.from }, owner)).toEqual(["into", "before"]);
  });

  it("are narrowed by kind, place, writer and text", async () => {
    const { owner } = await t.freshWorkspace();
    const shop = await touchpoint("Shop", owner);
    const happenedAt = "2026-06-01T00:00:00Z";
    await write({ name: "100% off", kind: "campaign", happenedAt }, owner);
    await write({ name: "Shelves moved", description: "In ÖLANDA", touchpointId: shop.id, happenedAt }, owner);
    expect(await names({ kind: "campaign" }, owner)).toEqual(["100% off"]);
    expect(await names({ place: shop.id }, owner)).toEqual(["Shelves moved"]);
    expect(await names({ place: "everywhere" }, owner)).toEqual(["100% off"]);
    expect(await names({ search: "%" }, owner)).toEqual(["100% off"]);
    expect(await names({ search: " ölanda " }, owner)).toEqual(["Shelves moved"]);
    expect(await names({ search: "_" }, owner)).toEqual([]);
    expect(await names({ writtenBy: "program" }, owner)).toEqual([]);
    expect(await names({ writtenBy: "people" }, owner)).toHaveLength(2);
  });

  it("come page by page, none twice, also where many happened at once", async () => {
    const { owner } = await t.freshWorkspace();
    const wanted = [];
    for (let index = 0; index < 7; index += 1) {
      const { id } = await write({ name: `N ${index}`, happenedAt: `2026-06-0${1 + (index % 2)}T00:00:00Z` }, owner);
      wanted.push(id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await owner.request("GET /api/v1/annotations", { query: { limit: 3, cursor } });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(wanted));
    await expect(owner.request("GET /api/v1/annotations", { query: { cursor: "bm8" } })).rejects.toEqual(
      problem("invalid_cursor"),
    );
  });

  it("keep their touchpoint from being deleted, and are named by it", async () => {
    const { owner } = await t.freshWorkspace();
    const shop = await touchpoint("Shop", owner);
    const written = await write(
      { name: "Shelves moved", touchpointId: shop.id, happenedAt: "2026-06-01T00:00:00Z" },
      owner,
    );
    const remove = () => owner.request("DELETE /api/v1/touchpoints/:id", { params: { id: shop.id } });
    await expect(remove()).rejects.toThrow(/the annotation "Shelves moved"/);
    const uses = await owner.request("GET /api/v1/uses/:kind/:id", { params: { kind: "touchpoint", id: shop.id } });
    expect(uses.items).toEqual([{ kind: "annotation", id: written.id, name: "Shelves moved" }]);
    await owner.request("DELETE /api/v1/annotations/:id", { params: { id: written.id } });
    await expect(remove()).resolves.toBeUndefined();
  });

  it("are read by viewers and written by analysts, in their own workspace", async () => {
    const { id } = await write({ name: "Mine", happenedAt: "2026-06-01T00:00:00Z" });
    const [viewer, analyst] = [await t.member("viewer"), await t.member("analyst")];
    const params = { id };
    expect(await viewer.request("GET /api/v1/annotations/:id", { params })).toMatchObject({ name: "Mine" });
    const body = { name: "Theirs", happenedAt: "2026-06-01T00:00:00Z" };
    await expect(write(body, viewer)).rejects.toEqual(problem("forbidden"));
    await expect(write(body, analyst)).resolves.toMatchObject({ revision: 1 });
    const { owner } = await t.freshWorkspace();
    for (const stranger of [
      () => owner.request("GET /api/v1/annotations/:id", { params }),
      () => owner.request("PUT /api/v1/annotations/:id", { params, body }),
      () => owner.request("DELETE /api/v1/annotations/:id", { params }),
    ])
      await expect(stranger()).rejects.toEqual(problem("not_found"));
    const shop = await touchpoint("Shop elsewhere", owner);
    await expect(write({ ...body, touchpointId: shop.id })).rejects.toEqual(problem("unknown_record"));
  });

  it("number at most 5,000", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const now = t.clock.now();
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      ...{ workspace: workspace.id, id: uuidv7(), name: `N ${index}`, nameKey: `n ${index}`, description: "" },
      ...{ kind: "change" as const, happenedAt: now, writtenBy: { kind: "user" as const, name: "O" } },
      ...{ revision: 1, createdAt: now, updatedAt: now },
    }));
    for (let index = 0; index < rows.length; index += 1000)
      await t.system.db.insert(annotations).values(rows.slice(index, index + 1000));
    await expect(write({ name: "One more", happenedAt: "2026-06-01T00:00:00Z" }, owner)).rejects.toEqual(
      problem("too_many_records"),
    );
    const page = await owner.request("GET /api/v1/annotations", { query: { limit: 200 } });
    expect([page.items.length, page.nextCursor === null]).toEqual([200, false]);
  });
});
