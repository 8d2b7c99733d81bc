import { describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { touchpointKey } from "./touchpoint-name.ts";
import { asksOnlyForFeedback } from "./touchpoint-sql.ts";

const is = (field: string, value: string): Condition => ({ field, op: "eq", value });

describe("asksOnlyForFeedback", () => {
  it.each<[string, Condition, boolean]>([
    ["feedback of a kind", is("feedback.type", "nps"), true],
    ["what feedback names", is("touchpoint", "checkout"), true],
    ["the feedback event", { field: "event", op: "in", value: ["Feedback Received"] }, true],
    ["feedback from a region", { all: [is("feedback.type", "nps"), is("properties.region", "north")] }, true],
    ["an event", is("event", "Order Completed"), false],
    ["an event or feedback", { any: [is("event", "Order Completed"), is("touchpoint", "checkout")] }, false],
    ["pages that feedback names", { all: [is("type", "page"), { not: is("touchpoint", "x") }] }, false],
    ["a channel", is("channel", "phone"), false],
    ["everything", { all: [] }, false],
  ])("%s", (_name, rule, answer) => {
    expect(asksOnlyForFeedback(rule)).toBe(answer);
  });
});

describe("touchpointKey", () => {
  it("folds case, spaces and punctuation, and keeps what has no letter", () => {
    expect(touchpointKey("  Product Search ")).toBe("product-search");
    expect(touchpointKey("product_search")).toBe("product-search");
    expect(touchpointKey("Größe & Café!")).toBe("größe-café");
    expect(touchpointKey("???")).toBe("???");
  });
});
