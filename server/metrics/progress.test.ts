import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { underKey } from "../platform/analytics/progress.ts";
import { sql } from "../platform/analytics/sql.ts";
import { questionKey } from "../platform/http/question-id.ts";
import { startTestApp, type TestApp } from "../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const id = "0190a000-0000-7000-8000-0000000000aa";
const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

describe("the progress of a question", () => {
  it("is told to who asked it, and to nobody else", async () => {
    const me = await t.owner.request("GET /api/v1/me", {});
    const asker = { workspace: t.workspace, actor: { kind: "person" as const, id: me.id, name: me.name } };
    const controller = new AbortController();
    const endless = underKey(t.system.analytics, questionKey(asker, id))
      .ask(sql`select max(cityHash64(number)) as n from numbers(1000000000000)`, {
        tenant: t.workspace.id,
        signal: controller.signal,
      })
      .catch(() => "stopped");
    const progress = (caller: Pick<TestApp["owner"], "request"> = t.owner, of = id) =>
      caller.request("GET /api/v1/query/progress/:id", { params: { id: of } });
    await vi.waitFor(async () => expect((await progress()).rowsRead).toBeGreaterThan(0), 10_000);
    expect(await progress()).toMatchObject({ statement: 1, rowsTotal: 1_000_000_000_000 });
    await expect(progress(t.owner, `${id}b`)).rejects.toEqual(problem("not_found"));
    await expect(progress(await t.member("admin"))).rejects.toEqual(problem("not_found"));
    await expect(progress(await t.key("api"))).rejects.toEqual(problem("not_found"));
    await expect(progress((await t.freshWorkspace()).owner)).rejects.toEqual(problem("not_found"));
    controller.abort();
    expect(await endless).toBe("stopped");
    await expect(progress()).rejects.toEqual(problem("not_found"));
  });

  it("takes an id that is one, and answers the question all the same", async () => {
    const ask = (questionId: string) =>
      t.owner.request("POST /api/v1/query", { body: { metrics: [{ metric: "people" }] }, questionId });
    expect((await ask(id)).metrics).toHaveLength(1);
    await expect(ask("short")).rejects.toEqual(problem("invalid_question_id"));
  });
});
