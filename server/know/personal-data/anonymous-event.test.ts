import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { erased, findEverywhere } from "../../testing/invented-person.ts";
import { track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const said = {
  products: [
    { name: "Lamp", product_id: "sku-lamp-77", price: 12, note: "to Quentin Vexley please" },
    { name: "Chair", product_id: "sku-chair-78", price: 30, tags: ["oak", "order-lists-3"] },
  ],
  order_ids: ["order-lists-1", "order-lists-2"],
  passengers: [{ firstName: "Quentin", lastName: "Vexley", seat: "4A", contact: { name: "Vexley the elder" } }],
  remarks: ["Leave it with the neighbour at number nine who is mostly at home"],
  answers: [[{ email: "vexley@example.org", choice: "b" }], "short"],
};

it.each([false, true])("leaves no name in a list, with texts kept: %s", async (keepTexts) => {
  const { owner, writeKey, workspace } = await t.freshWorkspace();
  const timestamp = "2026-06-10T10:00:00.000Z";
  await t.track(writeKey, [
    { type: "identify", userId: "guest-551", messageId: "i", timestamp, traits: { plan: "pro" } },
    track("guest-551", "Order Completed", timestamp, said),
    track("other", "Order Completed", timestamp, { order_ids: ["another"] }),
  ]);
  const contact = keyOfIdentifier(workspace.id, "user_id", "guest-551");
  const body = { contacts: [contact], mode: "anonymise" as const, keepTexts, now: true };
  await erased(owner, (await owner.request("POST /api/v1/erasures", { body })).id);
  const { items } = await owner.request("GET /api/v1/events/recent", {});
  const left = items.map(({ properties }) => properties as Partial<typeof said>).find((each) => each.products);
  expect(left?.products?.map(({ name, price }) => [name, price])).toEqual([
    ["Lamp", 12],
    ["Chair", 30],
  ]);
  expect(left?.products?.[1]?.tags).toEqual(["oak", "order-lists-3"]);
  expect(left?.order_ids).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/), expect.stringMatching(/^[0-9a-f]{24}$/)]);
  expect(new Set([...(left?.order_ids ?? []), left?.products?.[0]?.product_id]).size).toBe(3);
  expect(left?.passengers).toEqual([{ seat: "4A", contact: {} }]);
  expect(left?.answers).toEqual([[{ choice: "b" }], "short"]);
  expect(left?.remarks).toEqual(keepTexts ? said.remarks : undefined);
  const named = ["vexley the elder", "vexley@example.org", "order-lists-1", "order-lists-2", "sku-lamp-77"];
  expect(await findEverywhere(t, [...named, ...(keepTexts ? [] : ["quentin vexley"])])).toEqual([]);
});
