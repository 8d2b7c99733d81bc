import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RequestOptions } from "../../../contracts/client.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";

type Body = RequestOptions<"POST /api/v1/questions">["body"];

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const ease = {
  name: "Ease of ordering",
  key: "ease",
  kind: "ces",
  low: 1,
  high: 7,
  wordings: { en: { text: "How hard was it to order?", low: "very easy", high: "very hard" } },
} satisfies Body;

const refusal = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
const add = (owner: Caller, body: Body) => owner.request("POST /api/v1/questions", { body });
let sent = 0;
const answer = (field_id: string, more: object) => {
  sent += 1;
  return { submission_id: `s${sent}`, field_id, user_id: `u${sent}`, collected_at: "2026-06-10T10:00:00Z", ...more };
};
const send = async (owner: Caller, records: object[]) =>
  (await owner.inject({ method: "POST", url: "/api/v1/feedback", payload: records })).json();
const measure = async (owner: Caller, metric: string, variant?: string, params = {}) => {
  const body = { metrics: [{ metric, variant, params }], period: { from: "2026-06-01", to: "2026-06-30" } };
  const { metrics } = await owner.request("POST /api/v1/query", { body });
  const { value, n } = metrics[0]?.rows[0]?.result ?? {};
  return [value, n];
};

describe("a question of the library", () => {
  it("gives its answers kind, scale and direction; what no question is called is read by its own words", async () => {
    const { owner } = await t.freshWorkspace();
    await add(owner, { ...ease, direction: "lower" });
    await add(owner, { ...ease, name: "Care", key: "care", kind: "csat", high: 7 });
    await add(owner, { ...ease, name: "Feeling", key: "felt", kind: "emotion", low: -2, high: 2 });
    await add(owner, { ...ease, name: "Again", key: "again", kind: "fcr", low: 0, high: 1, direction: "lower" });
    const answers = [1, 2, 2, 3, 7].flatMap((value_number) => [
      answer("ease", { field_type: "rating", value_number }),
      answer("care", { value_number }),
      answer("felt", { field_type: "rating", value_number: Math.min(2, value_number) - 1 }),
      answer("again", { field_type: "boolean", value_boolean: value_number === 7 }),
      answer("elsewhere", { field_type: "csat", value_number: Math.min(5, value_number) }),
    ]);
    expect(await send(owner, answers)).toEqual({ accepted: 25, rejected: [] });
    // Turned round: 7, 6, 6, 5, 1.
    expect(await measure(owner, "ces")).toEqual([5, 5]);
    expect(await measure(owner, "csat", "mean", { scale: 7 })).toEqual([3, 5]);
    expect(await measure(owner, "csat", "mean")).toEqual([2.6, 5]);
    expect(await measure(owner, "emotion")).toEqual([0.8, 5]);
    expect(await measure(owner, "fcr_survey")).toEqual([0.8, 5]);
    const { items } = await owner.request("GET /api/v1/questions/asked", {});
    expect(items.map(({ key, type, scaleMax, answers }) => [key, type, scaleMax, answers]).sort()).toEqual([
      ["again", "fcr", 1, 5],
      ["care", "csat", 7, 5],
      ["ease", "ces", 7, 5],
      ["elsewhere", "csat", 5, 5],
      ["felt", "emotion", 2, 5],
    ]);
    expect(items.filter(({ id }) => id === null).map(({ key }) => key)).toEqual(["elsewhere"]);
  });

  it("refuses answers that are another question's, with what to do", async () => {
    const { owner } = await t.freshWorkspace();
    await add(owner, ease);
    const { rejected } = await send(owner, [
      answer("ease", { field_type: "nps", value_number: 5 }),
      answer("ease", { field_type: "ces", scale_max: 5, value_number: 5 }),
      answer("ease", { field_type: "rating", value_number: 8 }),
      answer("ease", { field_type: "ces", value_number: 6 }),
      answer("ease", { field_type: "text", value_text: "no score, so nothing to compare" }),
    ]);
    expect(rejected.map(({ index, field }: { index: number; field: string }) => [index, field])).toEqual([
      [0, "field_type"],
      [1, "scale_max"],
      [2, "value_number"],
    ]);
    expect(rejected[0].reason).toContain("under another field_id");
  });

  it("keeps its scale once it has answers, and its wording but for a declared slip of the pen", async () => {
    const { owner } = await t.freshWorkspace();
    const { id } = await add(owner, ease);
    const params = { id };
    const { key: _, ...fields } = ease;
    const change = (more: object) =>
      owner.request("PUT /api/v1/questions/:id", { params, body: { ...fields, ...more } });
    await change({ high: 5 });
    await change({});
    await send(owner, [answer("ease", { value_number: 6 })]);
    const said = { en: { text: "How hard was it to place an order?", low: "very easy", high: "very hard" } };
    await expect(change({ high: 5 })).rejects.toEqual(refusal("question_scale_fixed"));
    await expect(change({ direction: "lower" })).rejects.toEqual(refusal("question_scale_fixed"));
    await expect(change({ wordings: said })).rejects.toEqual(refusal("question_wording_fixed"));
    const german = { ...ease.wordings, de: { text: "Wie schwer war die Bestellung?", low: "", high: "" } };
    expect(await change({ wordings: german })).toMatchObject({ corrections: 0, wordings: german });
    expect(await change({ wordings: { ...german, ...said }, isCorrection: true })).toMatchObject({ corrections: 1 });
    const { items } = await owner.request("GET /api/v1/audit", { query: { limit: 1 } });
    const [entry] = items;
    expect(entry?.what).toBe("updateQuestion");
    expect(entry?.subjects[0]?.fields).toMatchObject({
      corrections: { before: 0, after: 1 },
      wordings: { before: german, after: { ...german, ...said } },
    });
    await expect(owner.request("DELETE /api/v1/questions/:id", { params })).rejects.toEqual(
      refusal("question_answered"),
    );
  });

  it("can be replaced once, and the numbers that both feed say where they break", async () => {
    const { owner } = await t.freshWorkspace();
    const old = await add(owner, { ...ease, kind: "csat", high: 5 });
    const replacing = { ...ease, name: "Ease, seven points", key: "ease7", kind: "csat" as const, replaces: old.id };
    const next = await add(owner, { ...replacing, replacesFrom: "2026-06-15T00:00:00Z" });
    expect(next.replaces).toEqual({ id: old.id, name: old.name, from: "2026-06-15T00:00:00.000Z" });
    expect((await owner.request("GET /api/v1/questions/:id", { params: { id: old.id } })).replacedBy?.id).toBe(next.id);
    await expect(add(owner, { ...replacing, name: "Other", key: "other" })).rejects.toEqual(
      refusal("question_replaced"),
    );
    await expect(owner.request("DELETE /api/v1/questions/:id", { params: { id: old.id } })).rejects.toEqual(
      refusal("in_use"),
    );
    const body = {
      metrics: [{ metric: "csat" }, { metric: "nps" }],
      interval: "week" as const,
      period: { from: "2026-06-01", to: "2026-06-30" },
    };
    const { metrics } = await owner.request("POST /api/v1/query", { body });
    expect(metrics[0]?.breaks).toEqual([
      { instant: "2026-06-15T00:00:00.000Z", before: old.name, after: { id: next.id, name: next.name } },
    ]);
    expect(metrics[1]?.breaks).toBeUndefined();
  });

  it("takes up what came in under its key only as it came in", async () => {
    const { owner } = await t.freshWorkspace();
    await send(owner, [
      answer("likely", { field_type: "rating", value_number: 9 }),
      answer("emotion", { field_type: "rating", value_number: 1 }),
    ]);
    const nps = { ...ease, name: "Likely", key: "likely", kind: "nps", low: 0, high: 10 } as const;
    await expect(add(owner, nps)).rejects.toEqual(refusal("question_answered_otherwise"));
    await add(owner, { ...nps, kind: "rating" });
    await expect(add(owner, { ...ease, name: "Emotion", key: "emotion" })).rejects.toEqual(refusal("key_means_kind"));
    const body = { questions: [{ ...ease, name: "Emotion", key: "emotion", kind: "emotion", low: -2, high: 2 }, nps] };
    const dry = await owner.request("POST /api/v1/questions/import", { body: { ...body, dryRun: true } as never });
    expect(dry).toEqual({ created: 1, unchanged: 1 });
    expect(await owner.request("POST /api/v1/questions/import", { body: body as never })).toEqual(dry);
    expect((await owner.request("GET /api/v1/questions", {})).items.map(({ key }) => key)).toEqual([
      "emotion",
      "likely",
    ]);
  });

  it("fits a scale of its kind", async () => {
    for (const more of [{ high: 6 }, { kind: "nps" }, { low: 0 }, { kind: "rating", low: 5, high: 5 }])
      await expect(add(t.owner, { ...ease, ...more } as Body)).rejects.toMatchObject({
        problem: { fields: [{ path: "high", code: "no_such_scale" }] },
      });
  });
});
