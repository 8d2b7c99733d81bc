import { afterAll, beforeAll, expect, test } from "vitest";
import type { QueryInput } from "../../../../contracts/understand/metrics.ts";
import { startTestApp, type TestApp } from "../../../testing/app.ts";
import { track } from "../../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

async function ask(messages: object[], body: QueryInput) {
  const { owner, writeKey } = await t.freshWorkspace();
  await t.track(writeKey, messages);
  const answer = await owner.request("POST /api/v1/query", { body });
  return answer.metrics.map((each) => each.rows[0]?.result);
}

const day = "2026-06-10";
const opened = (person: string, case_id: string, time: string, more: object = {}) =>
  track(person, "Support Case Opened", time, { case_id, topic: "delivery", ...more });

test("60 of 100 solved at first contact, 20 not solvable there: FCR 60 % gross, 75 % net", async () => {
  const messages = Array.from({ length: 100 }, (_, index) => [
    opened(`p${index}`, `c${index}`, `${day}T08:00:00Z`),
    track(`p${index}`, "Case Solved", `${day}T09:00:00Z`, {
      case_id: `c${index}`,
      first_contact: index < 60,
      ...(index >= 80 ? { first_level: false } : {}),
    }),
  ]).flat();
  const [gross, net] = await ask(messages, {
    metrics: [{ metric: "fcr" }, { metric: "fcr", variant: "net" }],
  });
  expect(gross).toMatchObject({ value: 0.6, n: 100 });
  expect(net).toMatchObject({ value: 0.75, n: 80 });
});

test("first response ignores bots and internal notes; resolution knows the first and the last", async () => {
  const messages = Array.from({ length: 9 }, (_, index) => {
    const id = { case_id: `c${index}` };
    return [
      opened(`p${index}`, `c${index}`, `${day}T08:00:00Z`),
      track(`p${index}`, "Case Replied", `${day}T08:00:05Z`, { ...id, by: "bot", public: true }),
      track(`p${index}`, "Case Replied", `${day}T08:01:00Z`, { ...id, by: "person", public: false }),
      track(`p${index}`, "Case Replied", `${day}T08:10:00Z`, { ...id, by: "person", public: true }),
      track(`p${index}`, "Case Solved", `${day}T09:00:00Z`, id),
      track(`p${index}`, "Case Reopened", `${day}T10:00:00Z`, id),
      track(`p${index}`, "Case Solved", `${day}T11:00:00Z`, id),
    ];
  }).flat();
  const [response, first, full, noReply] = await ask(messages, {
    metrics: [
      { metric: "first_response_time" },
      { metric: "resolution_time" },
      { metric: "resolution_time", variant: "full" },
      { metric: "fcr", variant: "no_reply" },
    ],
  });
  expect(response).toMatchObject({ value: 600, n: 9 });
  expect(first).toMatchObject({ value: 3600, n: 9 });
  expect(full).toMatchObject({ value: 3 * 3600, n: 9 });
  expect(noReply).toMatchObject({ value: 0, n: 9 });
});

test("repeat contact: another case on the topic within the window counts, on another topic or later not", async () => {
  const messages = Array.from({ length: 3 }, (_, index) => [
    opened(`once${index}`, `a${index}`, "2026-06-01T08:00:00Z"),
    opened(`twice${index}`, `b${index}`, "2026-06-01T08:00:00Z"),
    opened(`twice${index}`, `c${index}`, "2026-06-08T08:00:00Z"),
    opened(`late${index}`, `d${index}`, "2026-06-01T08:00:00Z"),
    opened(`late${index}`, `e${index}`, "2026-06-08T08:00:01Z"),
    opened(`other${index}`, `f${index}`, "2026-06-01T08:00:00Z"),
    opened(`other${index}`, `g${index}`, "2026-06-02T08:00:00Z", { topic: "billing" }),
    // Its window is not over at noon of 17 June: it cannot be judged yet.
    opened(`young${index}`, `h${index}`, "2026-06-12T08:00:00Z"),
  ]).flat();
  const [result] = await ask(messages, { metrics: [{ metric: "fcr", variant: "repeat_contact" }] });
  // Of 7 judged cases a person, 1 is followed by a repeat.
  expect(result?.n).toBe(21);
  expect(result?.value).toBeCloseTo(6 / 7, 9);
});

test("a case opened before the period is not in it, and one solved after it still is", async () => {
  const messages = Array.from({ length: 5 }, (_, index) => [
    opened(`p${index}`, `old${index}`, "2026-05-01T08:00:00Z"),
    track(`p${index}`, "Case Solved", "2026-06-02T08:00:00Z", { case_id: `old${index}`, first_contact: true }),
    opened(`p${index}`, `new${index}`, "2026-06-02T23:00:00Z"),
    track(`p${index}`, "Case Solved", "2026-06-03T01:00:00Z", { case_id: `new${index}`, first_contact: false }),
  ]).flat();
  const [fcr, resolution] = await ask(messages, {
    metrics: [{ metric: "fcr" }, { metric: "resolution_time" }],
    period: { from: "2026-06-02", to: "2026-06-02" },
  });
  expect(fcr).toMatchObject({ value: 0, n: 5 });
  expect(resolution).toMatchObject({ value: 7200, n: 5 });
});
