import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { appendEvents } from "../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../testing/event-log.ts";
import { touchpointKey } from "./touchpoint-name.ts";
import { asksOnlyForFeedback, feedbackAbout } from "./touchpoint-sql.ts";

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
  const said = (name: string) => ["Pay-ment", "PAYMENT", "pay ment", "pay\u00a0ment.", "ｐａｙｍｅｎｔ", name];

  it("folds case, blanks, punctuation and how letters are composed, and keeps what has no letter", () => {
    expect(touchpointKey("  Product Search ")).toBe("productsearch");
    expect(touchpointKey("product_search")).toBe("productsearch");
    expect(touchpointKey("Größe & Café!")).toBe("größecafé");
    expect(touchpointKey("Cafe\u0301")).toBe(touchpointKey("Café"));
    expect(touchpointKey("सेवा")).not.toBe(touchpointKey("सव"));
    expect(touchpointKey("???")).toBe("???");
    expect(new Set(said("payment").map(touchpointKey))).toEqual(new Set(["payment"]));
  });

  it("is what SQL makes of the name that feedback says", async () => {
    const analytics = await openEventLog();
    const names = [
      ...said("payment"),
      "Größe & Café!",
      "Cafe\u0301",
      "सेवा",
      "ĐẶT HÀNG",
      "Ödeme-2",
      "注文 確認",
      "ﬁnish",
    ];
    const workspace = uuidv7();
    await appendEvents(
      analytics,
      names.map((touchpoint) =>
        eventRow(new Date("2026-06-01T10:00:00Z"), {
          ...{ workspace, event: "Feedback Received", identifier_key: "1", touchpoint },
        }),
      ),
    );
    for (const name of names) {
      const about = feedbackAbout({ name, rule: { field: "event", op: "eq", value: "nothing" } });
      const rows = await analytics.ask<{ touchpoint: string }>(
        sql`select touchpoint from events where ${about} order by touchpoint`,
        { tenant: wholeOf(workspace) },
      );
      const same = names.filter((other) => touchpointKey(other) === touchpointKey(name));
      expect(rows.map((row) => row.touchpoint).sort(), name).toEqual(same.sort());
    }
    await analytics.close();
  });
});
