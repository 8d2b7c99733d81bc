import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const wordings = { en: { text: "How satisfied are you?" } };
const csat = { name: "Satisfaction", key: "sat", kind: "csat" as const, low: 1, high: 5, wordings };

describe("the figure of another tool", () => {
  it("stands beside ours, with what makes the difference", async () => {
    const { owner } = await t.freshWorkspace("Europe/Berlin");
    const { id: question } = await owner.request("POST /api/v1/questions", { body: csat });
    // The last one is of June in Berlin, and of May in New York.
    const answers = [5, 4, 4, 2, 1, 5].map((value_number, index) => ({
      ...{ field_id: "sat", submission_id: `s${index}`, user_id: `u${index}`, value_number },
      collected_at: index === 5 ? "2026-05-31T23:00:00Z" : "2026-05-10T10:00:00Z",
    }));
    await owner.inject({ method: "POST", url: "/api/v1/feedback", payload: answers });
    const said = { name: "Old tool", question, from: "2026-05-01", to: "2026-05-31" };
    const note = (more: object) =>
      owner.request("POST /api/v1/reported-figures", { body: { ...said, value: 60, ...more } });
    await note({ value: 99, scale: [0, 100], n: 9, countsPartials: true });
    const { id } = await note({ scale: [0, 100], n: 5, timezone: "America/New_York" });
    const list = () => owner.request("GET /api/v1/questions/:id/reported-figures", { params: { id: question } });
    const { items } = await list();
    expect(items).toMatchObject([
      {
        ...{ id, metric: "csat", onOurScale: 0.6, ours: { value: 0.6, n: 5 } },
        inItsZone: { value: 4 / 6, n: 6 },
        reasons: ["within_margin", "other_scale", "other_zone"],
      },
      { onOurScale: 0.99, inItsZone: null, reasons: ["beyond_margin", "other_scale", "more_answers", "partials"] },
    ]);
    expect(items[1]?.explanation).toBe(
      "They are 0.39 apart, which is more than the margin of so many answers. On our scale the figure of Old tool is 0.99. Old tool counts 4 answers more. Old tool counts responses that were not finished as well.",
    );
    await owner.request("DELETE /api/v1/reported-figures/:id", { params: { id } });
    expect((await list()).items).toHaveLength(1);
    await expect(owner.request("DELETE /api/v1/questions/:id", { params: { id: question } })).rejects.toMatchObject({
      problem: { status: 409 },
    });
  });

  it("needs a question with a metric, and days in order", async () => {
    const { owner } = await t.freshWorkspace();
    const rating = { ...csat, kind: "rating" as const, name: "Any", key: "any" };
    const { id: question } = await owner.request("POST /api/v1/questions", { body: rating });
    const body = { name: "Old tool", question, value: 4, from: "2026-05-01", to: "2026-05-31" };
    const refused = (more: object) => owner.request("POST /api/v1/reported-figures", { body: { ...body, ...more } });
    await expect(refused({})).rejects.toMatchObject({ problem: { code: "question_without_metric" } });
    await expect(refused({ question: "0190a000-0000-7000-8000-000000000000" })).rejects.toMatchObject({
      problem: { code: "unknown_record" },
    });
    await expect(refused({ to: "2026-04-01" })).rejects.toMatchObject({ problem: { fields: [{ path: "to" }] } });
  });
});
