import { describe, expect, it } from "vitest";
import type { EventItem } from "../../contracts/log/events.ts";
import { formatter } from "../ui/format.ts";
import { eventDetails, eventTitle, valueText } from "./event-words.ts";

const format = formatter("en-GB");
const t = (key: string, values?: Record<string, unknown>) => (values ? `${key} ${Object.values(values).join()}` : key);
const event = (change: Partial<EventItem>): EventItem => ({
  id: "1",
  type: "track",
  event: "",
  timestamp: "2026-01-01T00:00:00Z",
  receivedAt: "2026-01-01T00:00:00Z",
  channel: "web",
  source: "",
  touchpoint: "",
  unit: "",
  userId: "",
  anonymousId: "",
  contactId: "1",
  properties: {},
  isTest: false,
  feedback: null,
  ...change,
});

describe("an event in words", () => {
  it.each([
    [event({ event: "Order Completed" }), "Order Completed"],
    [event({ type: "page", event: "Page Viewed", properties: { name: "Checkout" } }), "customers.event.page Checkout"],
    [event({ type: "page", properties: { path: "/cart" } }), "customers.event.page /cart"],
    [event({ type: "screen" }), "customers.event.screenAny"],
    [event({ type: "identify" }), "customers.event.identify"],
  ])("is named", (each, title) => {
    expect(eventTitle(each, t)).toBe(title);
  });

  it("names the amount in its currency and what tells it from others", () => {
    const properties = { revenue: 42.5, currency: "EUR", order_id: "o-1", carrier: "Post", status: "late", other: "x" };
    expect(eventDetails(event({ event: "Order Completed", properties }), format)).toEqual(["€42.50", "o-1", "late"]);
  });

  it("shows a page's path only, and of unknown properties the first", () => {
    const page = event({ type: "page", properties: { name: "Home", path: "/", url: "https://a.example/" } });
    expect(eventDetails(page, format)).toEqual(["/"]);
    expect(eventDetails(event({ event: "X", properties: { wheel_size: 28, list: [1] } }), format)).toEqual([
      "wheel size 28",
    ]);
  });

  it("writes values so that nothing is lost", () => {
    expect(valueText(0, format)).toBe("0");
    expect(valueText(null, format)).toBe("–");
    expect(valueText(12345.678, format)).toBe("12345.678");
    expect(valueText(["a", 1], format)).toBe('["a",1]');
  });
});
