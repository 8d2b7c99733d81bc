import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportItem, Mapping } from "../../../../contracts/collect/imports.ts";
import { startTestApp, type TestApp } from "../../../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe("columns bound to questions of the library", () => {
  it("go on with the question's number, on its scale and the right way round", async () => {
    const { owner } = await t.freshWorkspace();
    const question = { kind: "ces" as const, low: 1, high: 7, direction: "lower" as const };
    const wordings = { en: { text: "How hard was it?" } };
    await owner.request("POST /api/v1/questions", { body: { ...question, name: "Ease", key: "ease", wordings } });
    const rows = [1, 2, 2, 3, 7].map((score, index) => `u${index},2026-06-10T10:00:00Z,${score}`);
    const answer = await owner.inject({
      method: "POST",
      url: "/api/v1/imports?name=old-tool.csv",
      headers: { "content-type": "application/octet-stream" },
      payload: ["user,time,How hard was it?", ...rows].join("\n"),
    });
    const item = answer.json<ImportItem>();
    const { suggestion } = item.recognised;
    // Its header asks what the question asks.
    const scored = { column: "How hard was it?", type: "ces", questionKey: "ease", scaleMax: 7 };
    const feedback = [{ ...scored, question: "How hard was it?" }] as Mapping["feedback"];
    const mapping: Mapping = {
      contact: { column: "user", kind: "userId" },
      time: { column: "time", format: "iso" },
      feedback,
    };
    expect(suggestion.feedback).toEqual(feedback);
    const unknown = {
      ...mapping,
      feedback: [{ column: "How hard was it?", type: "ces", questionKey: "x" }],
    } as Mapping;
    const params = { id: item.id };
    const preview = await owner.request("POST /api/v1/imports/:id/preview", { params, body: { mapping: unknown } });
    expect(preview.problems).toMatchObject([{ path: "feedback.0.questionKey", code: "unknown_question" }]);
    await owner.request("POST /api/v1/imports/:id/start", { params, body: { mapping, dryRun: false } });
    await expect.poll(async () => (await owner.request("GET /api/v1/imports/:id", { params })).status).toBe("done");
    const now = { field_id: "ease", submission_id: "new", user_id: "new", value_number: 7 };
    const record = { ...now, collected_at: "2026-06-11T10:00:00Z" };
    await owner.inject({ method: "POST", url: "/api/v1/feedback", payload: record });
    const body = { metrics: [{ metric: "ces" }], period: { from: "2026-06-01", to: "2026-06-30" } };
    const { metrics } = await owner.request("POST /api/v1/query", { body });
    // 7, 6, 6, 5, 1 out of the file and 1 of today.
    expect(metrics[0]?.rows[0]?.result).toMatchObject({ n: 6, value: 26 / 6 });
  });
});
