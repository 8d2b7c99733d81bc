import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../contracts/words/durations.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { track } from "../../testing/messages.ts";
import { annotations, programLife } from "./annotations.tables.ts";
import { annotateOutage, forgetLife } from "./program/annotate-outage.ts";
import { annotateSilences } from "./program/annotate-silence.ts";
import { annotateVersions } from "./program/annotate-versions.ts";
import { writeOnce } from "./program/write-once.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true, now: "2026-06-01T00:00:00.000Z" });
});
afterAll(() => t.close());

const contextOf = (workspace: string) => t.system.access.systemContext(workspace);
const written = async (who: Caller) => (await who.request("GET /api/v1/annotations", {})).items;
const remove = (who: Caller, id: string) => who.request("DELETE /api/v1/annotations/:id", { params: { id } });

/** Sends a few events with a write key, as they happen. */
async function say(writeKey: string, events = 3): Promise<void> {
  const now = t.clock.now().toISOString();
  const answer = await t.app.inject({
    method: "POST",
    url: "/v1/batch",
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
    payload: { batch: Array.from({ length: events }, () => track("ann", "Seen", now)) },
  });
  expect(answer.statusCode).toBe(200);
}

/** The program looks every minute, as it does while it runs. */
const look = (startedAt = new Date(0)) => annotateOutage(t.system, contextOf, startedAt);

describe("an import", () => {
  it("that goes through is annotated once, and not again after the annotation is deleted", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const upload = await owner.inject({
      method: "POST",
      url: "/api/v1/imports?name=visits.csv",
      headers: { "content-type": "application/octet-stream" },
      payload: "user,event,time\nann,Seen,2026-05-01T10:00:00Z\nbob,Seen,2026-05-02T10:00:00Z\n",
    });
    const { id } = upload.json<{ id: string }>();
    const mapping = {
      contact: { column: "user", kind: "userId" as const },
      event: { column: "event" },
      time: { column: "time", format: "iso" as const },
    };
    const run = async (dryRun: boolean) => {
      const body = { mapping, dryRun };
      await owner.request("POST /api/v1/imports/:id/start", { params: { id }, body });
      for (;;) {
        const { status } = await owner.request("GET /api/v1/imports/:id", { params: { id } });
        if (!["queued", "running"].includes(status)) return status;
        await wait(25);
      }
    };
    expect(await run(true)).toBe("checked");
    await t.settled();
    expect(await written(owner)).toEqual([]);
    expect(await run(false)).toBe("done");
    await t.settled();
    const [one, ...more] = await written(owner);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      name: "Imported visits.csv",
      kind: "data",
      writtenBy: { kind: "system" },
      cause: { reason: "import", import: id, file: "visits.csv", rows: 2 },
    });
    const params = { id: one?.id ?? "" };
    // It counts the whole workspace.
    const { id: north } = await owner.request("POST /api/v1/units", {
      body: { key: "north", name: "North", kind: "region" },
    });
    const manager = await t.member("admin", workspace.id, [north]);
    expect(await written(manager)).toEqual([]);
    await expect(manager.request("GET /api/v1/annotations/:id", { params })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    await expect(
      owner.request("PUT /api/v1/annotations/:id", {
        params,
        body: { name: "Mine", happenedAt: one?.happenedAt ?? "" },
      }),
    ).rejects.toMatchObject({ problem: { code: "written_by_program" } });
    await remove(owner, params.id);
    const cause = { reason: "import", import: id, file: "visits.csv", rows: 2 } as const;
    await writeOnce(contextOf, workspace.id, {
      cause,
      key: id,
      name: "visits.csv",
      kind: "data",
      happenedAt: new Date(),
    });
    expect(await written(owner)).toEqual([]);
  });
});

describe("an outage", () => {
  it("is annotated with its span where something came in before, once, and a restart is none", async () => {
    const busy = await t.freshWorkspace();
    const idle = await t.freshWorkspace();
    await forgetLife(t.system.db);
    t.clock.set("2026-06-05T10:00:00Z");
    await look();
    await say(busy.writeKey);
    t.clock.advance(MINUTE);
    await look();
    // Stopped, and started within four minutes.
    t.clock.advance(4 * MINUTE);
    await look(t.clock.now());
    expect(await written(busy.owner)).toEqual([]);
    // Stopped for two hours; it looks a minute after it was started.
    const last = t.clock.now();
    t.clock.advance(2 * HOUR);
    const startedAt = t.clock.now();
    t.clock.advance(MINUTE);
    await Promise.all([look(startedAt), look(startedAt)]);
    t.clock.advance(MINUTE);
    await look(startedAt);
    expect(await written(busy.owner)).toEqual([
      expect.objectContaining({
        name: "Throughline was not running",
        kind: "incident",
        cause: { reason: "outage" },
        happenedAt: last.toISOString(),
        endedAt: startedAt.toISOString(),
      }),
    ]);
    expect(await written(idle.owner)).toEqual([]);
  });

  it("is none while one of several processes lives", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const older = t.clock.now();
    await say(writeKey);
    for (let minute = 0; minute < 12; minute += 1) {
      t.clock.advance(MINUTE);
      await look(older);
    }
    await look(t.clock.now());
    expect(await written(owner)).toEqual([]);
  });
});

describe("a source", () => {
  const silences = () => annotateSilences(t.system, contextOf);

  it("gone silent is annotated once; its end is set when it speaks again, and the next silence is another", async () => {
    await forgetLife(t.system.db);
    t.clock.set("2026-07-01T00:00:00Z");
    await look();
    const day = async (key: string, hours: readonly number[], events = 3) => {
      const start = t.clock.now();
      for (const hour of hours) {
        t.clock.set(new Date(start.getTime() + hour * HOUR));
        await say(key, events);
      }
      t.clock.set(new Date(start.getTime() + DAY - MINUTE));
      // Signs of life without a gap, in short.
      await t.system.db.update(programLife).set({ seenAt: t.clock.now() });
    };
    const shop = await t.freshWorkspace();
    const nightly = await t.freshWorkspace();
    const start = t.clock.now().getTime();
    let last = "";
    for (let index = 0; index < 7; index += 1) {
      t.clock.set(new Date(start + index * DAY));
      await day(shop.writeKey, [8, 11, 14, 17]);
      last = new Date(start + index * DAY + 17 * HOUR).toISOString();
      t.clock.set(new Date(start + index * DAY));
      await day(nightly.writeKey, [2], 50);
    }
    t.clock.set(new Date(Date.parse(last) + DAY - MINUTE));
    await silences();
    expect(await written(shop.owner)).toEqual([]);
    t.clock.advance(2 * MINUTE);
    await silences();
    await silences();
    const [silent, ...more] = await written(shop.owner);
    expect(more).toEqual([]);
    expect(silent).toMatchObject({
      name: "Nothing came from write key",
      cause: { reason: "source_silent", source: "write key" },
      happenedAt: last,
      endedAt: null,
    });
    expect(await written(nightly.owner)).toEqual([]);
    const since = async (from: string) =>
      (await shop.owner.request("GET /api/v1/annotations", { query: { from } })).items.map((each) => each.id);
    expect(await since("2026-12-01T00:00:00Z")).toEqual([silent?.id]);

    t.clock.advance(3 * HOUR);
    await say(shop.writeKey);
    const spoke = t.clock.now().toISOString();
    t.clock.advance(HOUR);
    await say(shop.writeKey);
    await silences();
    await silences();
    expect(await written(shop.owner)).toMatchObject([{ id: silent?.id, endedAt: spoke, revision: 2 }]);
    expect(await since("2026-12-01T00:00:00Z")).toEqual([]);
  });

  it("that could not be heard, because the program was not running, is not called silent", async () => {
    await forgetLife(t.system.db);
    const { owner, writeKey } = await t.freshWorkspace();
    const start = Date.UTC(2026, 8, 1);
    for (let index = 0; index < 7; index += 1)
      for (const hour of [8, 11, 14, 17]) {
        t.clock.set(new Date(start + index * DAY + hour * HOUR));
        await say(writeKey);
      }
    await look();
    t.clock.advance(2 * DAY);
    await look(t.clock.now());
    await silences();
    expect((await written(owner)).map(({ cause }) => cause?.reason)).toEqual(["outage"]);
  });
});

describe("a metric", () => {
  it("computed in a new version is annotated once in every workspace, and none at the first start", async () => {
    const { owner } = await t.freshWorkspace();
    const versions = (nps: number) =>
      annotateVersions(t.system, contextOf, [
        { metric: "nps", name: "NPS", version: nps },
        { metric: "csat", name: "CSAT", version: 1 },
      ]);
    await versions(1);
    await versions(1);
    expect(await written(owner)).toEqual([]);
    await versions(2);
    await versions(2);
    expect(await written(owner)).toMatchObject([
      {
        name: "New definition of NPS: version 2",
        kind: "data",
        cause: { reason: "metric_version", metric: "nps", before: 1, version: 2 },
      },
    ]);
    expect((await written(t.owner)).filter(({ cause }) => cause?.reason === "metric_version")).toHaveLength(1);
    // An older program on the same records, and the newer one again.
    await versions(1);
    await versions(2);
    expect(await written(owner)).toHaveLength(1);
  });
});

describe("the program's own annotations", () => {
  it("leave room for those of people: the oldest go", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const kept = {
      workspace: workspace.id,
      description: "",
      revision: 1,
      kind: "data" as const,
      name: "f",
      nameKey: "f",
    };
    const rows = Array.from({ length: 1000 }, (_, index) => {
      const instant = new Date(Date.UTC(2026, 0, 1) + index * MINUTE);
      const cause = { reason: "import", import: `${index}`, file: "f", rows: 1 } as const;
      const times = { happenedAt: instant, createdAt: instant, updatedAt: instant };
      return {
        ...kept,
        ...times,
        id: `row-${index}`,
        writtenBy: { kind: "system" as const, name: "" },
        reason: cause.reason,
        cause,
      };
    });
    await t.system.db.insert(annotations).values(rows);
    const cause = { reason: "import", import: "new", file: "new.csv", rows: 1 } as const;
    const happenedAt = t.clock.now();
    await writeOnce(contextOf, workspace.id, { cause, key: "new", name: "new.csv", kind: "data", happenedAt });
    const newest = await owner.request("GET /api/v1/annotations", { query: { limit: 1 } });
    expect(newest.items[0]?.name).toBe("Imported new.csv");
    const all = await t.system.db.select({ id: annotations.id, of: annotations.workspace }).from(annotations);
    const own = all.filter(({ of }) => of === workspace.id).map(({ id }) => id);
    expect(own).toHaveLength(1000);
    expect(own).not.toContain("row-0");
  });
});
