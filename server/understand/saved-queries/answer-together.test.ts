import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnswerLine, type AskedTogetherInput, answerLine } from "../../../contracts/understand/together.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { track } from "../../testing/messages.ts";

let t: TestApp;
let owner: Caller;
beforeAll(async () => {
  t = await startTestApp();
  const fresh = await t.freshWorkspace();
  owner = fresh.owner;
  await t.track(fresh.writeKey, [
    track("ann", "Seen", "2026-06-10T10:00:00Z"),
    track("ann", "Bought", "2026-06-10T11:00:00Z"),
    track("bob", "Seen", "2026-06-11T10:00:00Z"),
  ]);
});
afterAll(() => t.close());

async function ask(caller: Caller, queries: object[]): Promise<AnswerLine[]> {
  const answer = await caller.inject({ method: "POST", url: "/api/v1/queries", payload: { queries } });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/x-ndjson");
  const lines = answer.body.trim().split("\n");
  return lines.map((line) => answerLine.parse(JSON.parse(line))).sort((a, b) => a.index - b.index);
}
const step = (value: string) => ({ condition: { field: "event", op: "eq" as const, value } });
const funnel = { steps: [step("Seen"), step("Bought")] };
const people = { metrics: [{ metric: "people" }] };

describe("several queries in one request", () => {
  it("are answered as each is by itself, saved or written out", async () => {
    const { id } = await owner.request("POST /api/v1/saved-queries", { body: { name: "Buying", query: { funnel } } });
    const asking = { period: { from: "2026-06-11", to: "2026-06-11" } };
    const asked: AskedTogetherInput[] = [{ query: people }, { query: { funnel } }, { savedQuery: id, ...asking }];
    const answers = await ask(owner, asked);
    const alone = {
      people: await owner.request("POST /api/v1/query", { body: people }),
      funnel: await owner.request("POST /api/v1/query/funnel", { body: funnel }),
      saved: await owner.request("POST /api/v1/saved-queries/:id/answer", { params: { id }, body: asking }),
    };
    expect(answers).toEqual([
      { index: 0, answer: { kind: "metrics", answer: alone.people } },
      { index: 1, answer: { kind: "funnel", answer: alone.funnel } },
      { index: 2, answer: alone.saved },
    ]);
  });

  it("fail each by itself", async () => {
    const viewer = await t.member("viewer");
    const ann = { field: "user_id", op: "eq", value: "ann" };
    const answers = await ask(viewer, [
      { query: { metrics: [{ metric: "no_such" }] } },
      { query: people },
      { query: { ...people, filter: ann } },
      { query: { funnel: { steps: [] } } },
      { savedQuery: "0190a000-0000-7000-8000-000000000000" },
      { query: { ...people, period: { last: 0, unit: "day" } } },
    ]);
    expect(answers.map((line) => ("problem" in line ? line.problem.code : "answered"))).toEqual([
      "unknown_metric",
      "answered",
      "condition_picks_customers",
      "invalid_query",
      "not_found",
      "invalid_query",
    ]);
    const ids = answers.map((line) => "problem" in line && line.problem.requestId).filter(Boolean);
    expect(new Set(ids).size).toBe(1);
  });

  it("are all answered, more than run at once", async () => {
    const answers = await ask(owner, Array(24).fill({ query: people }));
    expect(answers.map(({ index }) => index)).toEqual(Array.from({ length: 24 }, (_, index) => index));
    expect(answers.every((line) => "answer" in line)).toBe(true);
  });

  it.each([
    ["none", []],
    ["too many", Array(25).fill({ query: people })],
    ["neither", [{ metric: "nps" }]],
  ])("are refused together when there are %s", async (_what, queries) => {
    const answer = await owner.inject({ method: "POST", url: "/api/v1/queries", payload: { queries } });
    expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid_request"]);
  });
});
