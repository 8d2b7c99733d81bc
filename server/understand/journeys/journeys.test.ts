import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type JourneyDocument,
  type JourneyFile,
  journeyDocument,
  journeyFile,
  laneKinds,
} from "../../../contracts/understand/journeys.ts";
import type { Permission } from "../../../contracts/words/permissions.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { firstLanes } from "./document/edit-journey.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
const exported = (owner: Caller, id: string) => owner.request("GET /api/v1/journeys/:id/export", { params: { id } });
const imported = (owner: Caller, body: JourneyFile) => owner.request("POST /api/v1/journeys/import", { body });

/** Touchpoints and personas under the place they have in the file, since their ids are given anew. */
function upToIds({ journey, touchpoints, personas }: JourneyFile): JourneyFile {
  const places = new Map(touchpoints.map((each, index) => [each.id, `touchpoint ${index}`]));
  const name = (id: string) => places.get(id) ?? "unknown";
  return {
    journey: {
      ...journey,
      personas: journey.personas.map((id) => `persona ${personas.findIndex((each) => each.id === id)}`),
      phases: journey.phases.map((phase) => ({
        ...phase,
        steps: phase.steps.map((step) => ({ ...step, touchpointId: step.touchpointId && name(step.touchpointId) })),
      })),
    },
    touchpoints: touchpoints.map((each) => ({ ...each, id: name(each.id) })),
    personas: personas.map((each, index) => ({ ...each, id: `persona ${index}` })),
  };
}

describe("journeys", () => {
  it("begin with the usual lanes, and with the chosen ones when there are any", async () => {
    const plain = await t.owner.request("POST /api/v1/journeys", { body: { name: "Plain" } });
    expect(plain).toMatchObject({ revision: 1, updatedBy: "Olive Owner", document: { windowDays: 30, phases: [] } });
    expect(plain.document.lanes).toEqual(firstLanes);
    const lanes = [{ id: "only", kind: "pain" as const }];
    const chosen = await t.owner.request("POST /api/v1/journeys", { body: { name: "Chosen", lanes } });
    expect(chosen.document.lanes).toEqual([{ id: "only", kind: "pain", name: "" }]);
  });

  it("are listed with what their documents hold, also where that is text PostgreSQL does not read", async () => {
    const { owner } = await t.freshWorkspace();
    const rule = { field: "event", op: "eq" as const, value: "Seen" };
    const { id: touchpointId } = await owner.request("POST /api/v1/touchpoints", { body: { name: "Seen", rule } });
    const step = (id: string, bound: boolean) => ({ id, name: id, touchpointId: bound ? touchpointId : null });
    await owner.request("POST /api/v1/journeys", {
      body: {
        name: "Odd 😀 \\u0000",
        description: "nul \u0000, half \ud800, \\\u0000 and \\\\ud800 \n 😀",
        phases: [
          { id: "a", name: "A", steps: [step("s1", true), step("s2", false)] },
          { id: "b", name: "B", steps: [] },
          { id: "c", name: "C \u0000", steps: [step("s3", true)] },
        ],
      },
    });
    t.clock.advance(1);
    await owner.request("POST /api/v1/journeys", { body: { name: "Empty" } });
    const { items } = await owner.request("GET /api/v1/journeys", {});
    expect(items).toEqual([
      expect.objectContaining({ name: "Empty", description: "", phases: 0, steps: 0, boundSteps: 0 }),
      expect.objectContaining({
        name: "Odd 😀 \\u0000",
        description: "nul \ufffd, half \ufffd, \\\ufffd and \\\\ud800 \n 😀",
        phases: 3,
        steps: 3,
        boundSteps: 2,
        updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      }),
    ]);
  });

  it("are listed, last changed first, changed by who has seen them, and deleted", async () => {
    const { owner } = await t.freshWorkspace();
    const first = await owner.request("POST /api/v1/journeys", { body: { name: "First" } });
    t.clock.advance(1000);
    const second = await owner.request("POST /api/v1/journeys", { body: { name: "Second" } });
    t.clock.advance(1000);
    const params = { id: first.id };
    const steps = [{ id: "s", name: "Step" }];
    const body = { name: "First again", phases: [{ id: "p", name: "Phase", steps }] };
    const changed = await owner.request("PUT /api/v1/journeys/:id", { params, body, ifMatch: 1 });
    expect(changed).toMatchObject({ revision: 2, document: { name: "First again", lanes: [] } });
    await expect(owner.request("PUT /api/v1/journeys/:id", { params, body, ifMatch: 1 })).rejects.toEqual(
      problem("stale_revision"),
    );
    const { items } = await owner.request("GET /api/v1/journeys", {});
    expect(items).toMatchObject([{ name: "First again", phases: 1, steps: 1, boundSteps: 0 }, { id: second.id }]);
    await owner.request("DELETE /api/v1/journeys/:id", { params });
    await expect(owner.request("GET /api/v1/journeys/:id", { params })).rejects.toEqual(problem("not_found"));
    await expect(owner.request("DELETE /api/v1/journeys/:id", { params })).rejects.toEqual(problem("not_found"));
  });

  it("are read from a file and written to one with the permissions that what is in it takes", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const who = async (name: string, permissions: Permission[]) => {
      const { id } = await owner.request("POST /api/v1/roles", { body: { name, permissions } });
      return t.member(id, workspace.id);
    };
    const rule = { field: "event", op: "eq" as const, value: "Seen" };
    const touchpoint = { name: "Shop", description: "", channels: [], rule };
    const steps = [{ id: "s", name: "S", touchpointId: "shop" }];
    const file = {
      journey: { name: "Visit", phases: [{ id: "p", name: "P", steps }] },
      touchpoints: [{ id: "shop", ...touchpoint }],
    };
    const drawer = await who("Drawer", ["journeys:read", "journeys:edit"]);
    const take = () => drawer.inject({ method: "POST", url: "/api/v1/journeys/import", payload: file });
    expect([(await take()).statusCode, (await take()).json().code]).toEqual([403, "permission_needed"]);
    await owner.request("POST /api/v1/touchpoints", { body: touchpoint });
    // What is there already is not made.
    const { id } = (await take()).json<{ id: string }>();
    const hand = (caller: Caller) => caller.inject({ method: "GET", url: `/api/v1/journeys/${id}/export` });
    expect((await hand(drawer)).statusCode).toBe(403);
    expect((await hand(await who("Reader", ["journeys:read", "touchpoints:read"]))).statusCode).toBe(200);
  });

  it("refuse a name that the record store cannot hold", async () => {
    const rule = { field: "event", op: "eq" as const, value: "Seen" };
    const { id } = await t.owner.request("POST /api/v1/touchpoints", { body: { name: "Named in a step", rule } });
    const phases = [{ id: "p", name: "P", steps: [{ id: "s", name: "S", touchpointId: id }] }];
    const payload = { name: "a\u0000b", phases };
    const answer = await t.owner.inject({ method: "POST", url: "/api/v1/journeys", payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ fields: [{ path: "name" }] });
  });
  it("refuse touchpoints that are not there, another workspace's too", async () => {
    const { owner } = await t.freshWorkspace();
    const rule = { field: "event", op: "eq" as const, value: "X" };
    const theirs = await t.owner.request("POST /api/v1/touchpoints", { body: { name: "Theirs", rule } });
    const withTouchpoint = (touchpointId: string) => ({
      name: "J",
      phases: [{ id: "p", name: "P", steps: [{ id: "s", name: "S", touchpointId }] }],
    });
    for (const id of [theirs.id, "nonsense", ""])
      await expect(owner.request("POST /api/v1/journeys", { body: withTouchpoint(id) })).rejects.toEqual(
        problem("unknown_record"),
      );
    const mine = await owner.request("POST /api/v1/journeys", { body: { name: "Mine" } });
    for (const method of ["GET", "DELETE"] as const)
      expect((await t.owner.inject({ method, url: `/api/v1/journeys/${mine.id}` })).statusCode).toBe(404);
  });

  it("start from every template, whose touchpoints are shared where they are the same", async () => {
    const { owner } = await t.freshWorkspace();
    const { items } = await owner.request("GET /api/v1/journey-templates", {});
    expect(items.map((each) => each.id)).toEqual(["retail-order", "bank-account", "support-case"]);
    for (const { file } of items) {
      expect(journeyFile.parse(file)).toEqual(file);
      const { id } = await imported(owner, file);
      expect(upToIds(await exported(owner, id)).journey).toEqual(upToIds(file).journey);
    }
    const names = items.flatMap(({ file }) => file.touchpoints.map((each) => each.name));
    const { items: touchpoints } = await owner.request("GET /api/v1/touchpoints", {});
    expect(touchpoints.map((each) => each.name).sort()).toEqual([...new Set(names)].sort());
    const support = touchpoints.find((each) => each.name === "Customer support");
    expect(support?.journeys.map((each) => each.name)).toEqual(["Retail order", "Support case"]);
  });

  it("keep a touchpoint that means something else here, and import all or nothing", async () => {
    const { owner } = await t.freshWorkspace();
    const rule = (value: string) => ({ field: "event", op: "eq" as const, value });
    const here = await owner.request("POST /api/v1/touchpoints", { body: { name: "Checkout", rule: rule("A") } });
    const journey = journeyDocument.parse({
      name: "J",
      phases: [{ id: "p", name: "P", steps: [{ id: "s", name: "S", touchpointId: "c" }] }],
    });
    const file = (value: string): JourneyFile => ({
      journey,
      touchpoints: [{ id: "c", name: "checkout", description: "", channels: [], rule: rule(value) }],
      personas: [],
    });
    const nameAfter = async (body: JourneyFile) => {
      const { id } = await imported(owner, body);
      return (await exported(owner, id)).touchpoints.map((each) => each.name);
    };
    expect(await nameAfter(file("B"))).toEqual(["checkout (2)"]);
    expect(await nameAfter(file("B"))).toEqual(["checkout (2)"]);
    const unchanged = await owner.request("GET /api/v1/touchpoints/:id", { params: { id: here.id } });
    expect(unchanged).toMatchObject({ rule: rule("A"), revision: 1, journeys: [] });
    const steps = [...(journey.phases[0]?.steps ?? []), { id: "t", name: "T", touchpointId: "missing" }];
    const broken = { ...file("C"), journey: { ...journey, phases: [{ id: "p", name: "P", steps }] } };
    await expect(imported(owner, broken)).rejects.toEqual(problem("file_lacks_touchpoint"));
    expect((await owner.request("GET /api/v1/touchpoints", {})).items).toHaveLength(2);
  });

  it("come back from export and import as they were", async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const there = (await t.freshWorkspace()).owner;
        const first = await exported(there, (await imported(there, file)).id);
        expect(upToIds(first).journey).toEqual(
          upToIds({
            ...file,
            touchpoints: first.touchpoints.map((each, index) => ({
              ...each,
              id: file.touchpoints[usedIn(file)[index] ?? -1]?.id ?? "",
            })),
          }).journey,
        );
        expect(await exported(there, (await imported(there, first)).id)).toEqual(first);
        const elsewhere = (await t.freshWorkspace()).owner;
        const second = await exported(elsewhere, (await imported(elsewhere, first)).id);
        expect(upToIds(second)).toEqual(upToIds(first));
      }),
      { numRuns: 12 },
    );
  });
});

/** Positions of the file's touchpoints in the order of their first use. */
function usedIn(file: JourneyFile): number[] {
  const ids = file.journey.phases.flatMap((phase) => phase.steps).flatMap((step) => step.touchpointId ?? []);
  return [...new Set(ids)].map((id) => file.touchpoints.findIndex((each) => each.id === id));
}

const words = fc
  .string({
    unit: fc.constantFrom("a", "Z", "é", "💡", '"', "\\", "'", "<", " ", "\n", "ß", "0", "\u0000", "العربية"),
    maxLength: 20,
  })
  .map((text) => text.trim());
const clean = words.map((text) => text.replaceAll("\0", "").trim());
const names = clean.map((text) => `n${text}`);

const files: fc.Arbitrary<JourneyFile> = fc
  .record({
    touchpoints: fc.uniqueArray(fc.record({ name: names, description: clean, value: clean }), {
      maxLength: 4,
      selector: (each) => each.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""),
    }),
    phases: fc.array(fc.array(fc.record({ name: names, bound: fc.option(fc.nat(9)) }), { maxLength: 4 }), {
      maxLength: 3,
    }),
    lanes: fc.array(fc.record({ kind: fc.constantFrom(...laneKinds), name: words }), { maxLength: 4 }),
    cells: fc.array(
      fc.record({
        step: fc.nat(11),
        lane: fc.nat(3),
        text: fc.option(words, { nil: undefined }),
        number: fc.option(fc.double({ min: -100, max: 1e9, noNaN: true }), { nil: undefined }),
      }),
      { maxLength: 6 },
    ),
    name: names,
    description: words,
    windowDays: fc.integer({ min: 1, max: 730 }),
    faces: fc.subarray(["Ann Ä", "Bo", "busy parent"]),
  })
  .map(({ touchpoints, phases, lanes, cells, name, description, windowDays, faces }): JourneyFile => {
    const journey: JourneyDocument = {
      schema: "throughline.journey/1",
      ...{ name, description, windowDays, personas: faces },
      phases: phases.map((steps, phase) => ({
        id: `p${phase}`,
        name: `Phase ${phase}`,
        steps: steps.map((step, index) => ({
          id: `s${phase}_${index}`,
          name: step.name,
          touchpointId: step.bound === null || touchpoints.length === 0 ? null : `t${step.bound % touchpoints.length}`,
        })),
      })),
      lanes: lanes.map((lane, index) => ({ id: `l${index}`, ...lane })),
      cells: [],
    };
    const steps = journey.phases.flatMap((phase) => phase.steps);
    journey.cells = cells.flatMap(({ step, lane, text, number }) => {
      const place = { step: steps[step]?.id, lane: journey.lanes[lane]?.id };
      if (place.step === undefined || place.lane === undefined) return [];
      return [
        {
          step: place.step,
          lane: place.lane,
          ...(text === undefined ? {} : { text }),
          ...(number === undefined ? {} : { number: number + 0 }),
        },
      ];
    });
    return {
      journey,
      touchpoints: touchpoints.map((each, index) => ({
        id: `t${index}`,
        name: each.name,
        description: each.description,
        channels: ["web"],
        rule: { any: [{ field: "event", op: "eq", value: each.value }] },
      })),
      personas: faces.map((face) => ({
        ...{ id: face, name: face, description: `About ${face}`, portrait: { style: "bloom", seed: face } },
        ...{ goals: ["be done"], needs: [], frustrations: [face], channels: ["web"], kpis: [{ metric: "nps" }] },
        quotes: [`${face} said`],
      })),
    };
  });
