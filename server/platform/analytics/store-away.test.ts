import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { isStoreAway } from "../store-away.ts";
import { openAnalytics } from "./analytics.ts";

test("an insert that hangs is given up, and the next one goes another way", async () => {
  let inserts = 0;
  // A server behind a line that swallows the first insert.
  const line = createServer((request, response) => {
    const isInsert = request.url?.includes("INSERT") ?? false;
    if (isInsert) inserts += 1;
    request.resume();
    if (!isInsert || inserts > 1) request.once("end", () => response.end());
  });
  await once(line.listen(0, "127.0.0.1"), "listening");
  const { port } = line.address() as AddressInfo;
  const server = { url: `http://127.0.0.1:${port}`, database: "x", cluster: undefined };
  const limits = { queryMemoryBytes: 1e9, querySeconds: 1, insertSeconds: 0.1 };
  const hanging = await openAnalytics({ folder: "", server, tenantTables: {}, ...limits });
  const insert = () => hanging.insert("events", [{ id: "1" }]);
  const [first, second] = await Promise.allSettled([insert(), insert()]);
  expect(first).toMatchObject({ status: "rejected" });
  expect(isStoreAway((first as PromiseRejectedResult).reason)).toBe(true);
  expect(second).toMatchObject({ status: "fulfilled" });
  await hanging.close();
  line.closeAllConnections();
  line.close();
});

test("a store that does not answer says so", async () => {
  const nowhere = { url: "http://127.0.0.1:9", database: "x", cluster: undefined };
  const opening = openAnalytics({
    folder: "",
    server: nowhere,
    queryMemoryBytes: 1e9,
    querySeconds: 1,
    tenantTables: {},
  });
  await expect(opening).rejects.toThrow(/ECONNREFUSED/);
});
