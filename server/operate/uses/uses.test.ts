import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uses } from "../../platform/db/uses.tables.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const PATHS = {
  segment: "segments",
  touchpoint: "touchpoints",
  persona: "personas",
  saved_query: "saved-queries",
  journey: "journeys",
} as const;
type Made = keyof typeof PATHS;
const made = Object.keys(PATHS) as Made[];

const rule = { field: "event", op: "eq", value: "Order Completed" };
const nothing = "0190a000-0000-7000-8000-000000000000";

/** What a record asks for, chosen from what was made by any numbers; what is deleted by then is among it. */
function written(kind: Made, [a, b, c]: readonly number[], pick: (kind: Made, index: number) => string | null): object {
  const [segment, other] = [pick("segment", a ?? 0), pick("segment", b ?? 0)];
  const [touchpoint, next] = [pick("touchpoint", b ?? 0), pick("touchpoint", c ?? 0)];
  if (kind === "segment") return { condition: { did: { event: "Order Completed" } } };
  if (kind === "touchpoint") return { rule };
  if (kind === "persona") return { segment };
  if (kind === "journey") {
    const steps = [touchpoint, next].map((touchpointId, index) => ({ id: `s${index}`, name: "S", touchpointId }));
    const persona = pick("persona", a ?? 0);
    return { phases: [{ id: "p", name: "P", steps }], personas: persona === null ? [] : [persona] };
  }
  return { query: query([segment, other, touchpoint], c ?? 0) };
}

/** A query that asks for segments and a touchpoint at one of the places where it may. */
function query([segment, other, touchpoint]: readonly (string | null | undefined)[], index: number): object {
  const filter = segment ? { all: [{ not: { segment } }, rule] } : rule;
  const by = other ? `segment.${other}` : "channel";
  const step = touchpoint ? { touchpointId: touchpoint } : { condition: rule };
  if (index % 3 === 0) return { funnel: { steps: [step, { condition: rule }], filter, breakdown: by } };
  if (index % 3 === 1) return { paths: { anchor: { from: step }, filter } };
  return { ...metrics(filter, by), ...(touchpoint ? { touchpointId: touchpoint } : {}) };
}

const metrics = (filter: object, by: string) => ({
  metrics: [{ metric: "nps", where: filter }],
  breakdowns: ["channel", by],
});

const NAME = { journey: "document ->> 'name'", tile: "tile ->> 'title'" } as const;

/** Every use there is, found by looking for every id in the text of every record. */
async function slowScan(workspace: string, known: readonly { kind: Made; id: string }[]): Promise<string[]> {
  const of = (kind: Made) =>
    `select '${kind}' as kind, id, ${kind === "journey" ? NAME.journey : "name"} as name, row_to_json(each)::text as text
     from ${PATHS[kind].replace("-", "_")} as each where workspace = '${workspace}'`;
  const tiles = `select 'tile', tile ->> 'id', ${NAME.tile}, tile::text
    from overviews, json_array_elements(tiles) as tile where workspace = '${workspace}'`;
  const { rows } = (await t.system.db.execute(sql.raw([...made.map(of), tiles].join(" union all ")))) as unknown as {
    rows: { kind: string; id: string; name: string; text: string }[];
  };
  return rows
    .flatMap(({ kind, id, name, text }) =>
      known
        .filter((used) => used.id !== id && text.includes(used.id))
        .map((used) => `${used.kind} ${used.id} by ${kind} ${id} "${name}"`),
    )
    .sort();
}

async function noted(workspace: string): Promise<string[]> {
  const rows = await t.system.db.select().from(uses).where(eq(uses.workspace, workspace));
  return rows.map((row) => `${row.kind} ${row.id} by ${row.byKind} ${row.byId} "${row.byName}"`).sort();
}

const choice = fc.array(fc.nat(3), { minLength: 3, maxLength: 3 });
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant("create" as const), kind: fc.constantFrom(...made), choice }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("update" as const), kind: fc.constantFrom(...made), choice }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("delete" as const), kind: fc.constantFrom(...made), choice }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("tiles" as const), choice }) },
);

describe("what uses what", () => {
  it("is what a scan of all records finds, and refuses to delete what is used", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 30 }), async (acts) => {
        const { workspace } = await t.freshWorkspace();
        const caller = await t.key("api", undefined, workspace.id);
        const known: { kind: Made; id: string; isGone: boolean }[] = [];
        const ofKind = (kind: Made) => known.filter((each) => each.kind === kind);
        const pick = (kind: Made, index: number) => ofKind(kind).at(-1 - index)?.id ?? null;
        let names = 0;
        const send = (method: "POST" | "PUT" | "DELETE", url: string, payload?: object) =>
          caller.inject({ method, url: `/api/v1/${url}`, ...(payload ? { payload } : {}) });
        for (const each of acts) {
          names += 1;
          const [index = 0] = each.choice;
          if (each.act === "tiles") {
            const savedQuery = pick("saved_query", index) ?? nothing;
            const asked = metrics({ segment: pick("segment", index) ?? nothing }, "channel");
            const tile = { id: "own", title: `T${names}`, width: 1, view: "number", query: asked };
            const tiles = index % 2 ? [tile] : [tile, { id: "saved", title: "", width: 1, savedQuery }];
            await send("PUT", "overview", { tiles });
            continue;
          }
          const { kind } = each;
          const chosen = ofKind(kind).at(-1 - index);
          const body = { name: `N${names}`, ...written(kind, each.choice, pick) };
          if (each.act === "create") {
            const answer = await send("POST", PATHS[kind], body);
            if (answer.statusCode === 201) known.push({ kind, id: answer.json().id, isGone: false });
            else expect(answer.json().code).toMatch(/^unknown_/);
          } else if (chosen && each.act === "update") {
            const answer = await send("PUT", `${PATHS[kind]}/${chosen.id}`, body);
            expect(chosen.isGone ? [404] : [200, 400]).toContain(answer.statusCode);
          } else if (chosen && !chosen.isGone) {
            const users = (await slowScan(workspace.id, known)).filter((use) =>
              use.startsWith(`${kind} ${chosen.id} `),
            );
            const answer = await send("DELETE", `${PATHS[kind]}/${chosen.id}`);
            expect(answer.statusCode).toBe(users.length > 0 ? 409 : 204);
            chosen.isGone = answer.statusCode === 204;
          }
        }
        const found = await slowScan(workspace.id, known);
        expect(await noted(workspace.id)).toEqual(found);
        for (const { id, isGone } of known) if (isGone) expect(found.join()).not.toContain(id);
      }),
      { numRuns: 12 },
    );
  });

  it("never uses what is deleted, when both happen at once", async () => {
    const { owner } = await t.freshWorkspace();
    const make = async (path: string, body: object) =>
      (await owner.inject({ method: "POST", url: `/api/v1/${path}`, payload: body })).json<{ id: string }>().id;
    const users: [used: string, make: (name: string) => Promise<string>, save: (name: string, id: string) => object][] =
      [
        [
          "segments",
          (name) => make("segments", { name, condition: { did: { event: "A" } } }),
          (name, segment) => ({ method: "POST", url: "/api/v1/personas", payload: { name, segment } }),
        ],
        [
          "touchpoints",
          (name) => make("touchpoints", { name, rule }),
          (name, touchpointId) => ({
            ...{ method: "POST", url: "/api/v1/journeys" },
            payload: { name, phases: [{ id: "p", name: "P", steps: [{ id: "s", name: "S", touchpointId }] }] },
          }),
        ],
        [
          "saved-queries",
          (name) => make("saved-queries", { name, query: { metrics: [{ metric: "nps" }] } }),
          (title, savedQuery) => ({
            ...{ method: "PUT", url: "/api/v1/overview" },
            payload: { tiles: [{ id: "t", title, width: 1, savedQuery }] },
          }),
        ],
      ];
    for (let round = 0; round < 5; round += 1)
      for (const [path, makeOne, save] of users) {
        const name = `${path} ${round}`;
        const id = await makeOne(name);
        const remove = { method: "DELETE" as const, url: `/api/v1/${path}/${id}` };
        const using = () => owner.inject(save(name, id));
        const [saved, removed] =
          round % 2 === 0
            ? await Promise.all([using(), owner.inject(remove)])
            : await Promise.all([owner.inject(remove), using()]).then(([r, s]) => [s, r] as const);
        const outcome = `${saved.statusCode < 300 ? "saved" : saved.statusCode} ${removed.statusCode}`;
        expect(["saved 409", "400 204"]).toContain(outcome);
      }
  });
});

describe("the users of a record", () => {
  it("are listed by kind and name, as far as the caller may read them", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const segment = await owner.request("POST /api/v1/segments", {
      body: { name: "Buyers", condition: { did: { event: "A" } } },
    });
    const persona = await owner.request("POST /api/v1/personas", { body: { name: "Ann", segment: segment.id } });
    const filter = { segment: segment.id };
    const saved = await owner.request("POST /api/v1/saved-queries", {
      body: { name: "NPS", query: { metrics: [{ metric: "nps" }], filter } },
    });
    const asked = { metrics: [{ metric: "nps" }], filter };
    await owner.request("PUT /api/v1/overview", {
      body: { tiles: [{ id: "t", title: "", width: 1, view: "number", query: asked }] },
    });
    const params = { kind: "segment", id: segment.id } as const;
    const all = [
      { kind: "persona", id: persona.id, name: "Ann" },
      { kind: "saved_query", id: saved.id, name: "NPS" },
      { kind: "tile", id: "t", name: "" },
    ];
    expect(await owner.request("GET /api/v1/uses/:kind/:id", { params })).toEqual({ items: all, total: 3 });
    const narrow = await t.key("api", ["workspace:read", "segments:read", "metrics:read"], workspace.id);
    expect(await narrow.request("GET /api/v1/uses/:kind/:id", { params })).toEqual({ items: [all[1]], total: 3 });
    const blind = await t.key("api", ["workspace:read"], workspace.id);
    await expect(blind.request("GET /api/v1/uses/:kind/:id", { params })).rejects.toThrow(/segments:read/);
    await expect(owner.request("DELETE /api/v1/segments/:id", { params: { id: segment.id } })).rejects.toThrow(
      'It is used by the persona "Ann", the saved query "NPS", a tile. Take it out there first.',
    );
  });
});
