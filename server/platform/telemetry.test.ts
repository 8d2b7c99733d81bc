import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../config.ts";
import { startTestApp, type TestApp } from "../testing/app.ts";
import { track } from "../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  // What it counts is its own.
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const metrics = async () => (await t.owner.inject({ method: "GET", url: "/health/metrics" })).body;
const figureOf = (text: string, series: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? Number.NaN,
  );

describe("what the program tells of itself", () => {
  it("counts messages by what became of them", async () => {
    const { secret } = await t.key("write");
    const good = track("ann", "Seen", t.clock.now().toISOString());
    const batch = [good, track("bob", "Seen", t.clock.now().toISOString()), { type: "nothing" }];
    const authorization = `Basic ${Buffer.from(`${secret}:`).toString("base64")}`;
    await t.app.inject({ method: "POST", url: "/v1/batch", headers: { authorization }, payload: { batch } });
    const text = await metrics();
    expect(figureOf(text, 'throughline_ingest_messages_total{outcome="accepted"}')).toBe(2);
    expect(figureOf(text, 'throughline_ingest_messages_total{outcome="rejected"}')).toBe(1);
    expect(figureOf(text, "throughline_ingest_held_bytes")).toBe(0);
  });

  it("times answers by the route as it is declared, and never by who or what was asked for", async () => {
    const key = await t.key("api");
    const person = "0190a000-0000-7000-8000-00000000ab12";
    for (let asked = 0; asked < 3; asked += 1)
      await key.inject({ method: "GET", url: `/api/v1/touchpoints/${person}?x=${person}` });
    await t.anonymous.inject({ method: "GET", url: `/no/such/page/${person}` });
    const text = await metrics();
    const asked = 'throughline_http_request_seconds_count{method="GET",route="/api/v1/touchpoints/:id",status="404"}';
    expect(figureOf(text, asked)).toBe(3);
    expect(text).not.toContain(person);
    expect(text).not.toContain(t.workspace.id);
    expect(text).not.toContain(t.workspace.name);
  });

  it("times statements of the event store apart: queries of people, upkeep, inserts", async () => {
    const query = () => t.owner.request("POST /api/v1/query", { body: { metrics: [{ metric: "people" }] } });
    const series = 'throughline_event_store_seconds_count{what="query",outcome="done"}';
    await query();
    const before = figureOf(await metrics(), series);
    await query();
    const text = await metrics();
    expect(figureOf(text, series)).toBe(before + 1);
    expect(figureOf(text, 'throughline_event_store_seconds_count{what="insert",outcome="done"}')).toBeGreaterThan(0);
    expect(figureOf(text, 'throughline_event_store_running{what="query"}')).toBe(0);
  });

  it("is what the dashboard and the guide draw, all of it", async () => {
    t.system.telemetry.watchProcess();
    const text = await metrics();
    const told = new Set([...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name ?? ""));
    for (const file of ["grafana-dashboard.json", "operating.md"]) {
      const written = await readFile(join(packageRoot, "docs", file), "utf8");
      const names = [...written.matchAll(/\b(?:throughline|nodejs|process)_[a-z_]+\b/g)]
        .map(([name]) => name.replace(/_(bucket|count|sum)$/, ""))
        .filter((name) => !name.endsWith("_"));
      expect(names.length).toBeGreaterThan(5);
      for (const name of names) expect(told, `${name} of docs/${file}`).toContain(name);
    }
  });
});
