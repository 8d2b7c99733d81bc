import { expect, it } from "vitest";
import { groupOfProperty } from "./field-groups.ts";

it.each([
  ["device", "device"],
  ["osVersion", "device"],
  ["os", "device"],
  ["store_country", "place"],
  ["Region", "place"],
  ["loyaltyTier", "people"],
  ["order_month", "time"],
  ["cost", "other"],
  ["coupon", "other"],
])("%s speaks of %s", (name, group) => {
  expect(groupOfProperty(name)).toBe(group);
});
