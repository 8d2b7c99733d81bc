import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ImportedUnit } from "../../../contracts/access/units.ts";
import { unitLimits } from "../../../contracts/words/units.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { track } from "../../testing/messages.ts";

let t: TestApp;
let owner: Caller;
let workspace: string;
let writeKey: string;
beforeAll(async () => {
  t = await startTestApp();
});
beforeEach(async () => {
  const fresh = await t.freshWorkspace();
  owner = fresh.owner;
  workspace = fresh.workspace.id;
  writeKey = fresh.writeKey;
});
afterAll(() => t.close());

const draw = (key: string, parentId: string | null = null, kind = "site") =>
  owner.request("POST /api/v1/units", { body: { key, name: `Unit ${key}`, kind, parentId } });
const move = (id: string, parentId: string | null) =>
  owner.inject({ method: "PUT", url: `/api/v1/units/${id}`, payload: { name: "Moved", kind: "site", parentId } });
const bring = (units: Partial<ImportedUnit>[], dryRun = false) =>
  owner.inject({ method: "POST", url: "/api/v1/units/import", payload: { units, dryRun } });
const line = (key: string, parent = "") => ({ key, name: `Unit ${key}`, kind: "site", parent });
const visitTo = (unit: string, id: string, user = "ann") => ({
  ...track(user, "Visited", "2026-06-10T10:00:00Z"),
  messageId: id,
  context: { unit },
});
const visits = async (who: Caller, filter: object): Promise<number> => {
  const query = { metrics: [{ metric: "volume" }], filter, period: { from: "2026-06-01", to: "2026-06-17" } };
  const answer = await who.inject({ method: "POST", url: "/api/v1/query", payload: query });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().metrics[0].rows[0].result.value;
};

describe("the tree", () => {
  test("is drawn, renamed, moved and cut, each key once", async () => {
    const top = await draw("de", null, "country");
    const south = await draw("south", top.id, "region");
    expect(south).toMatchObject({ key: "south", parentId: top.id, revision: 1 });
    const again = await owner.inject({
      method: "POST",
      url: "/api/v1/units",
      payload: { key: "south", name: "Another", kind: "site" },
    });
    expect([again.statusCode, again.json().code]).toEqual([409, "key_taken"]);
    const stale = await owner.inject({
      method: "PUT",
      url: `/api/v1/units/${south.id}`,
      headers: { "if-match": '"7"' },
      payload: { name: "S", kind: "region" },
    });
    expect(stale.statusCode).toBe(412);
    const used = await owner.inject({ method: "DELETE", url: `/api/v1/units/${top.id}` });
    expect([used.statusCode, used.json().code]).toEqual([409, "in_use"]);
    expect(used.json().detail).toContain("Unit south");
    expect((await move(south.id, null)).json()).toMatchObject({ parentId: null, key: "south", revision: 2 });
    expect((await owner.inject({ method: "DELETE", url: `/api/v1/units/${top.id}` })).statusCode).toBe(204);
    const { items } = await owner.request("GET /api/v1/units", {});
    expect(items.map(({ key }) => key)).toEqual(["south"]);
  });

  test("is no ring and no deeper than it may be", async () => {
    const way = [await draw("0")];
    for (let level = 1; level < unitLimits.depth; level += 1) way.push(await draw(String(level), way.at(-1)?.id));
    const [first, second] = way;
    const deeper = await owner.inject({
      method: "POST",
      url: "/api/v1/units",
      payload: { key: "deep", name: "Deep", kind: "site", parentId: way.at(-1)?.id },
    });
    expect([deeper.statusCode, deeper.json().code]).toEqual([409, "units_too_deep"]);
    const ring = await move(first?.id ?? "", way.at(-1)?.id ?? "");
    expect([ring.statusCode, ring.json().code]).toEqual([409, "unit_below_itself"]);
    const itself = await move(second?.id ?? "", second?.id ?? "");
    expect([itself.statusCode, itself.json().code]).toEqual([409, "unit_below_itself"]);
    // What is below a unit moves with it.
    const other = await draw("other");
    const pushed = await move(first?.id ?? "", other.id);
    expect([pushed.statusCode, pushed.json().code]).toEqual([409, "units_too_deep"]);
    const nowhere = await move(first?.id ?? "", "0190a000-0000-7000-8000-000000000000");
    expect([nowhere.statusCode, nowhere.json().code]).toEqual([400, "unknown_record"]);
  });

  test("two moves at once make no ring", async () => {
    const [one, two] = [await draw("one"), await draw("two")];
    const answers = await Promise.all([move(one.id, two.id), move(two.id, one.id)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  test("comes by many at once, in any order, and says beforehand what it would change", async () => {
    await draw("south");
    const rows = [line("munich", "south"), { ...line("south", "de"), name: "The South" }, line("de")];
    expect((await bring(rows, true)).json()).toEqual({ created: 2, changed: 1, unchanged: 0 });
    expect((await owner.request("GET /api/v1/units", {})).items).toHaveLength(1);
    expect((await bring(rows)).json()).toEqual({ created: 2, changed: 1, unchanged: 0 });
    expect((await bring(rows)).json()).toEqual({ created: 0, changed: 0, unchanged: 3 });
    const { items } = await owner.request("GET /api/v1/units", {});
    const of = new Map(items.map((unit) => [unit.key, unit]));
    expect(of.get("munich")?.parentId).toBe(of.get("south")?.id);
    expect(of.get("south")).toMatchObject({ name: "The South", parentId: of.get("de")?.id });
    const used = await owner.inject({ method: "DELETE", url: `/api/v1/units/${of.get("south")?.id}` });
    expect(used.json().code).toBe("in_use");
  });

  test("takes none of a file where one row is wrong, and names the row", async () => {
    const refused = async (rows: object[], path: string) => {
      const answer = await bring([line("fine"), ...rows]);
      expect(answer.statusCode, answer.body).toBe(400);
      expect(answer.json()).toMatchObject({ code: "units_refused", fields: [{ path }] });
      expect((await owner.request("GET /api/v1/units", {})).items).toEqual([]);
    };
    await refused([line("a", "nowhere")], "units.1.parent");
    await refused([line("fine")], "units.1.key");
    await refused([line("a", "a")], "units.1.parent");
    const deep = Array.from({ length: 13 }, (_, index) => line(`d${index}`, index === 0 ? "" : `d${index - 1}`));
    await refused(deep, "units.13.parent");
  });
});

describe("where it happened", () => {
  test("is kept as it was, and read as it is today", async () => {
    const [north, south] = [await draw("north"), await draw("south")];
    const shop = await draw("shop", north.id);
    await t.track(writeKey, [
      visitTo("shop", "1"),
      visitTo("nobody-drew-it", "2"),
      track("bob", "Visited", "2026-06-10T10:00:00Z"),
    ]);
    const eq = (field: string, value: string) => ({ field, op: "eq", value });
    expect(await visits(owner, eq("unit", "north"))).toBe(1);
    await move(shop.id, south.id);
    expect(await visits(owner, eq("unit", "north"))).toBe(0);
    expect(await visits(owner, eq("unit", "south"))).toBe(1);
    expect(await visits(owner, eq("unit_then", "north"))).toBe(1);
    expect(await visits(owner, eq("unit_then", "south"))).toBe(0);
    // What comes now is part of what it is part of now.
    await t.track(writeKey, [visitTo("shop", "3")]);
    expect(await visits(owner, eq("unit_then", "south"))).toBe(1);
    expect(await visits(owner, eq("unit", "nobody-drew-it"))).toBe(1);
    expect(await visits(owner, { field: "unit", op: "exists" })).toBe(3);
    expect(await visits(owner, { field: "unit", op: "ne", value: "south" })).toBe(2);
    const seen = await owner.request("GET /api/v1/events/units", {});
    expect(seen).toMatchObject({
      items: [
        { key: "shop", events: 2, drawn: true },
        { key: "nobody-drew-it", events: 1, drawn: false },
      ],
      without: 1,
    });
    // Drawn later, what came before belongs to it.
    await draw("nobody-drew-it", south.id);
    expect(await visits(owner, eq("unit", "south"))).toBe(3);
    await owner.inject({ method: "DELETE", url: `/api/v1/units/${shop.id}` });
    expect(await visits(owner, eq("unit", "south"))).toBe(1);
  });

  test("numbers are broken down by it and by what it is part of", async () => {
    const [de, fr] = [await draw("de", null, "country"), await draw("fr", null, "country")];
    const munich = await draw("munich", de.id);
    await draw("paris", fr.id);
    await t.track(writeKey, [
      visitTo("munich", "1"),
      visitTo("munich", "2"),
      visitTo("paris", "3"),
      visitTo("moon", "4"),
    ]);
    await move(munich.id, fr.id);
    const by = async (name: string) => {
      const period = { from: "2026-06-01", to: "2026-06-17" };
      const query = { metrics: [{ metric: "volume" }], breakdowns: [name], period };
      const answer = await owner.inject({ method: "POST", url: "/api/v1/query", payload: query });
      expect(answer.statusCode, answer.body).toBe(200);
      const rows = answer.json().metrics[0].rows as { group: (string | null)[]; result: { value: number } }[];
      return Object.fromEntries(rows.map(({ group, result }) => [String(group[0]), result.value]));
    };
    expect(await by("unit")).toEqual({ munich: 2, paris: 1, moon: 1 });
    expect(await by("unit.country")).toEqual({ fr: 3, null: 1 });
    expect(await by("unit_then.country")).toEqual({ de: 2, fr: 1, null: 1 });
    expect(await by("unit.planet")).toEqual({ null: 4 });
  });

  test("comes by feedback, files and clients, and a key that cannot be is refused", async () => {
    await draw("shop");
    const feedback = await t.key("api", ["feedback:write"], workspace);
    const record = { submission_id: "s", field_type: "nps", value_number: 9, user_id: "ann", unit: "shop" };
    await feedback.request("POST /api/v1/feedback", { body: record });
    const refused = await t.app.inject({
      method: "POST",
      url: "/v1/batch",
      headers: { authorization: `Bearer ${writeKey}` },
      payload: { batch: [track("ann", "Visited", "2026-06-10T10:00:00Z")], context: { unit: "x".repeat(65) } },
    });
    expect(refused.json().errors).toMatchObject([{ field: "context.unit" }]);
    await t.settled();
    expect(await visits(owner, { field: "unit", op: "eq", value: "shop" })).toBe(1);
  });
});
