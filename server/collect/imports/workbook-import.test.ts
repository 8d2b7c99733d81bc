import { setTimeout as wait } from "node:timers/promises";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ImportItem, Mapping } from "../../../contracts/collect/imports.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { heldOf } from "../../testing/import-file.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

it("a sheet of a workbook is chosen, tried out and brought in like any table", async () => {
  const { owner, workspace } = await t.freshWorkspace();
  const payload = Buffer.from(
    await writeXlsx({
      sheets: [
        { name: "Notes", rows: [["nothing of use"]] },
        {
          name: "Orders",
          rows: [
            ["user", "event", "when", "amount"],
            ["ann", "Bought", new Date("2024-03-01T10:30:00Z"), 9.5],
            ["bob", "Bought", new Date("2024-03-02T00:00:00Z"), 3],
            [null, "Bought", new Date("2024-03-02T00:00:00Z"), 3],
          ],
        },
      ],
    }),
  );
  const headers = { "content-type": "application/octet-stream" };
  const uploaded = await owner.inject({ method: "POST", url: "/api/v1/imports?name=year.xlsx", headers, payload });
  const { id, recognised } = uploaded.json<ImportItem>();
  expect(recognised).toMatchObject({ format: "xlsx", sheets: ["Notes", "Orders"], sheet: "Notes" });

  const layout = { sheet: "Orders" };
  const params = { id };
  const other = await owner.request("POST /api/v1/imports/:id/preview", { params, body: { layout } });
  expect(other.recognised).toMatchObject({ sheet: "Orders", rowsSeen: 3, suggestion: { time: { format: "iso" } } });
  const mapping: Mapping = {
    ...{ layout, contact: { column: "user", kind: "userId" }, event: { column: "event" } },
    ...{
      time: { column: "when", format: "iso", timezone: "UTC" },
      properties: ["amount"],
      types: { amount: "number" },
    },
  };
  const missing = await owner.inject({
    ...{ method: "POST", url: `/api/v1/imports/${id}/start` },
    payload: { mapping: { ...mapping, layout: { sheet: "None" } } },
  });
  expect([missing.statusCode, missing.json<{ code: string }>().code]).toEqual([400, "excel_no_sheet"]);
  await owner.request("POST /api/v1/imports/:id/start", { params, body: { mapping, dryRun: false } });
  let done = await owner.request("GET /api/v1/imports/:id", { params });
  for (; ["queued", "running"].includes(done.status); await wait(25))
    done = await owner.request("GET /api/v1/imports/:id", { params });
  expect(done).toMatchObject({
    status: "done",
    progress: { rows: 3, accepted: 2, rejected: 1, bytes: payload.length },
  });
  expect(await heldOf(t, workspace.id)).toEqual({ n: 2, people: 2, names: 1 });
});
