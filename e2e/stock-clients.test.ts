import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { events } from "../server/log/events/events.ts";
import { wholeOf } from "../server/platform/analytics/analytics.ts";
import { sql } from "../server/platform/analytics/sql.ts";
import { startTestApp, type TestApp } from "../server/testing/app.ts";
import { openBrowser } from "./browser.ts";

/** The stock clients of the Segment specification, with nothing changed but host and key, over real sockets. */
let t: TestApp;
let host: string;
/** Null where no browser starts, which is told once; the clients of servers are tried all the same. */
const browser = await openBrowser();
/** A page of another origin, as a customer's site is. */
const site = createServer((_request, answer) =>
  answer.setHeader("content-type", "text/html").end("<title>Shop</title>"),
);
let origin: string;

beforeAll(async () => {
  t = await startTestApp({ now: new Date().toISOString() });
  host = await t.app.listen({ port: 0, host: "127.0.0.1" });
  await new Promise<void>((ready) => site.listen(0, "127.0.0.1", ready));
  origin = `http://localhost:${(site.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  site.close();
  await t.close();
});

interface Stored {
  event: string;
  type: string;
  user_id: string;
  anonymous_id: string;
  group_id: string;
  channel: string;
  source: string;
  properties: string;
  age: number;
}

/** What is stored, once as many events are there as expected; a moment later, so that one too many would show. */
async function stored(workspace: string, expected: number): Promise<Stored[]> {
  const read = () =>
    t.system.analytics.ask<Stored>(
      sql`select event, type, user_id, anonymous_id, group_id, channel, source, properties,
            abs(dateDiff('second', timestamp, received_at)) as age
          from ${events} order by arrival`,
      { tenant: wholeOf(workspace) },
    );
  const deadline = performance.now() + 20_000;
  while ((await read()).length < expected && performance.now() < deadline) await pause(100);
  await pause(300);
  return read();
}
const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));
const byEvent = (rows: Stored[]) => Object.fromEntries(rows.map((row) => [row.event, row]));

const EVERYTHING = ["Alias", "Group", "Identify", "Order Completed", "Page Viewed", "Screen Viewed"];

/** Runs a script of the site in a fresh browser and waits until it says that it is done. */
async function inPage(source: string): Promise<void> {
  if (!browser) throw new Error("there is no browser");
  const bundle = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
  await page.waitForFunction("window.done === true", undefined, { timeout: 20_000 });
  await pause(500);
  await context.close();
}

describe("stock clients of servers", () => {
  it("@segment/analytics-node", async () => {
    const { workspace, writeKey } = await t.freshWorkspace();
    const analytics = new Analytics({ writeKey, host });
    analytics.identify({ userId: "ann", traits: { email: "ann@example.com" } });
    analytics.track({ userId: "ann", event: "Order Completed", properties: { revenue: 12.5 } });
    analytics.page({ userId: "ann", name: "Home" });
    analytics.screen({ userId: "ann", name: "Start" });
    analytics.group({ userId: "ann", groupId: "acme" });
    analytics.alias({ userId: "ann", previousId: "old" });
    await analytics.closeAndFlush();
    const rows = await stored(workspace.id, 6);
    expect(rows.map((row) => row.event).sort()).toEqual(EVERYTHING);
    expect(byEvent(rows)).toMatchObject({
      "Order Completed": { type: "track", user_id: "ann", channel: "server", properties: '{"revenue":12.5}' },
      "Page Viewed": { channel: "web" },
      Group: { group_id: "acme" },
      Alias: { properties: '{"previousId":"old"}' },
    });
    expect(Math.max(...rows.map((row) => row.age))).toBeLessThan(60);
  });

  it("@rudderstack/rudder-sdk-node", async () => {
    const { workspace, writeKey } = await t.freshWorkspace();
    const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl: host, flushAt: 20, flushInterval: 100 });
    analytics.identify({ userId: "ann", traits: { email: "ann@example.com" } });
    analytics.track({ userId: "ann", event: "Order Completed", properties: { revenue: 12.5 } });
    analytics.page({ userId: "ann", name: "Home" });
    analytics.screen({ userId: "ann", name: "Start" });
    analytics.group({ userId: "ann", groupId: "acme" });
    analytics.alias({ userId: "ann", previousId: "old" });
    await new Promise((flushed) => analytics.flush(flushed));
    const rows = await stored(workspace.id, 6);
    expect(rows.map((row) => row.event).sort()).toEqual(EVERYTHING);
    expect(byEvent(rows)).toMatchObject({
      "Order Completed": { type: "track", user_id: "ann", properties: '{"revenue":12.5}' },
      Group: { group_id: "acme" },
    });
    expect(Math.max(...rows.map((row) => row.age))).toBeLessThan(60);
  });
});

describe.runIf(browser)("stock clients of browsers", () => {
  it.each([
    ["one by one", ""],
    ["in batches", ", deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 300 } }"],
  ])("@segment/analytics-next, %s", async (_name, strategy) => {
    const { workspace, writeKey } = await t.freshWorkspace();
    const there = new URL(host).host;
    await inPage(`
      import { AnalyticsBrowser } from "@segment/analytics-next";
      const analytics = AnalyticsBrowser.load(
        { writeKey: ${JSON.stringify(writeKey)}, cdnURL: ${JSON.stringify(host)} },
        { integrations: { "Segment.io": { apiHost: ${JSON.stringify(`${there}/v1`)}, protocol: "http"${strategy} } } },
      );
      (async () => {
        await analytics.page("Home");
        await analytics.identify("ann", { email: "ann@example.com" });
        await analytics.track("Order Completed", { revenue: 12.5 });
        await analytics.group("acme");
        await analytics.alias("ann", "old");
        await analytics.screen("Start");
        setTimeout(() => { window.done = true; }, 800);
      })();`);
    const rows = await stored(workspace.id, 6);
    expect(rows.map((row) => row.event).sort()).toEqual(EVERYTHING);
    const all = byEvent(rows);
    expect(all).toMatchObject({
      "Order Completed": { user_id: "ann", channel: "web", properties: '{"revenue":12.5}' },
      Group: { group_id: "acme" },
    });
    expect(all["Page Viewed"]?.anonymous_id).toBe(all["Order Completed"]?.anonymous_id);
    expect(all["Page Viewed"]?.anonymous_id).not.toBe("");
    expect(JSON.parse(all["Page Viewed"]?.properties ?? "{}")).toMatchObject({ name: "Home", title: "Shop" });
  });

  it.each([
    ["one by one", "", "setTimeout(() => { window.done = true; }, 1500);"],
    [
      "in batches",
      "queueOptions: { batch: { enabled: true, maxItems: 5, flushInterval: 500 } },",
      "setTimeout(() => { window.done = true; }, 2500);",
    ],
    [
      "by beacon",
      "useBeacon: true, beaconQueueOptions: { flushQueueInterval: 300 },",
      "setTimeout(() => { window.done = true; }, 2500);",
    ],
  ])("@rudderstack/analytics-js, %s", async (_name, options, end) => {
    const { workspace, writeKey } = await t.freshWorkspace();
    await inPage(`
      import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";
      const analytics = new RudderAnalytics();
      analytics.load(${JSON.stringify(writeKey)}, ${JSON.stringify(host)}, {
        configUrl: ${JSON.stringify(host)}, ${options}
      });
      analytics.ready(() => {
        analytics.page("Docs", "Home");
        analytics.identify("ann", { email: "ann@example.com" });
        analytics.track("Order Completed", { revenue: 12.5 });
        analytics.group("acme");
        analytics.alias("ann", "old");
        ${end}
      });`);
    const rows = await stored(workspace.id, 5);
    expect(rows.map((row) => row.event).sort()).toEqual(EVERYTHING.filter((name) => name !== "Screen Viewed"));
    const all = byEvent(rows);
    expect(all["Order Completed"]).toMatchObject({ user_id: "ann", channel: "web" });
    expect(JSON.parse(all["Order Completed"]?.properties ?? "{}")).toMatchObject({ revenue: 12.5 });
    expect(all["Page Viewed"]?.anonymous_id).not.toBe("");
  });
});
