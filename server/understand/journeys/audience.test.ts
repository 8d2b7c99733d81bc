import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback, track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const steps = ["look", "buy", "parcel"];
const did = (event: string): Condition => ({ did: { event } });

/** Six people on a map of three steps; those with an even number pay by card, and every other visit leaves an answer. */
async function openMap() {
  const { owner, writeKey } = await t.freshWorkspace();
  const bound = [];
  for (const name of steps) {
    const rule = { field: "event", op: "eq" as const, value: name };
    const { id } = await owner.request("POST /api/v1/touchpoints", { body: { name, rule } });
    bound.push({ id: name, name, touchpointId: id });
  }
  const { id } = await owner.request("POST /api/v1/journeys", {
    body: { name: "Order", phases: [{ id: "p", name: "All", steps: bound }] },
  });
  await t.track(
    writeKey,
    ["look", "look buy", "look buy parcel", "buy look", "parcel", "look parcel buy"].flatMap((walk, who) => [
      ...walk.split(" ").map((event, index) => track(`p${who}`, event, `2026-06-10T10:0${index}:00Z`)),
      ...(who % 2 === 0 ? [track(`p${who}`, "Paid By Card", "2026-06-11T10:00:00Z")] : []),
      feedback(`p${who}`, "nps", who, "2026-06-10T12:00:00Z"),
    ]),
  );
  const segment = async (name: string, condition: Condition) =>
    (await owner.request("POST /api/v1/segments", { body: { name, condition } })).id;
  const card = await segment("Card", did("Paid By Card"));
  const others = await segment("Others", { not: did("Paid By Card") });
  return { owner, id, card, others };
}

describe("a journey seen for a segment", () => {
  it("splits every number into those of its people and those of the others", async () => {
    const { owner, id, card, others } = await openMap();
    const numbers = (segment?: string) =>
      owner.request("POST /api/v1/journeys/:id/numbers", { params: { id }, body: { segment } });
    const conformance = (segment?: string) =>
      owner.request("POST /api/v1/journeys/:id/conformance", { params: { id }, body: { segment } });
    const people = async (segment?: string) => {
      const lists = steps.map((step) =>
        owner.request("POST /api/v1/journeys/:id/steps/:step/people", { params: { id, step }, body: { segment } }),
      );
      return (await Promise.all(lists)).map(({ total }) => total);
    };
    const counted = async (segment?: string) => {
      const [map, observed] = [await numbers(segment), await conformance(segment)];
      return [
        ...map.steps.flatMap((each) => [each.people, each.passed, each.droppedOff ?? 0]),
        ...[observed.people, observed.asDesigned, observed.satisfaction.deviated.n],
        ...observed.steps.flatMap((each) => [each.skipped?.people, each.repeated?.people]),
        ...(await people(segment)),
      ].map(Number);
    };
    const [all, mine, theirs] = [await counted(), await counted(card), await counted(others)];
    expect(all.slice(0, 3)).toEqual([5, 5, 0]);
    expect(mine.slice(0, 3)).toEqual([2, 2, 0]);
    expect(mine.map((count, index) => count + (theirs[index] ?? 0))).toEqual(all);
  });

  it("asks for a segment that is there", async () => {
    const { owner, id } = await openMap();
    const body = { segment: "gone" };
    const refused = expect.objectContaining({
      problem: expect.objectContaining({
        status: 400,
        code: "unknown_record",
        fields: [
          {
            ...{ path: "segment", reason: "asks for a segment that is not there", code: "unknown_record" },
            values: { path: "segment", kind: "segment", id: "gone" },
          },
        ],
      }),
    });
    const params = { id };
    await expect(owner.request("POST /api/v1/journeys/:id/numbers", { params, body })).rejects.toEqual(refused);
    await expect(owner.request("POST /api/v1/journeys/:id/conformance", { params, body })).rejects.toEqual(refused);
    const step = { ...params, step: "look" };
    await expect(owner.request("POST /api/v1/journeys/:id/steps/:step/people", { params: step, body })).rejects.toEqual(
      refused,
    );
  });
});
