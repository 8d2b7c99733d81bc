import { describe, expect, it } from "vitest";
import { feedbackRecord } from "../contracts/collect/feedback.ts";
import { type Condition, conditionSchema } from "../contracts/log/conditions.ts";
import { evaluate } from "../rules/evaluate.ts";
import {
  type DemoCompany,
  type DemoMessage,
  demoCompanies,
  demoJourneys,
  demoStart,
  demoTouchpoints,
  generateDemo,
  plantedTruths,
} from "./demo.ts";

const until = new Date("2025-11-22T10:30:00Z");
const truths = plantedTruths(until);
const companies: DemoCompany[] = ["retailer", "bank"];

function messagesOf(company: DemoCompany, seed = 7, scale = 0.2, end = until): DemoMessage[] {
  return [...generateDemo({ seed, company, until: end, scale })].flat();
}

const made = { retailer: messagesOf("retailer"), bank: messagesOf("bank") };
const retailer = made.retailer;
const bank = made.bank;

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[]): number => mean(values.map((value) => (value - mean(values)) ** 2));

/** Standard errors by which the second mean lies below the first (Welch). */
function drop(first: number[], second: number[]): number {
  return (mean(first) - mean(second)) / Math.sqrt(variance(first) / first.length + variance(second) / second.length);
}

function scores(
  messages: DemoMessage[],
  field: string,
  where: (properties: Record<string, unknown>, instant: Date) => boolean,
) {
  return messages.flatMap(({ event, properties, timestamp }) => {
    if (event !== "Feedback Received" || properties?.field_id !== field) return [];
    const value = properties.value_number ?? (properties.value_boolean === true ? 1 : 0);
    return typeof value === "number" && where(properties, new Date(timestamp)) ? [value] : [];
  });
}

function numbers(messages: DemoMessage[], event: string, property: string, where: (message: DemoMessage) => boolean) {
  return messages.flatMap((message) => {
    const value = message.properties?.[property];
    if (message.event !== event || !where(message)) return [];
    return typeof value === "number" ? [value] : typeof value === "boolean" ? [Number(value)] : [];
  });
}

describe.each(companies)("the %s's messages", (company) => {
  const messages = made[company];

  it("are the same for the same seed and differ for another", () => {
    const again = messagesOf(company, 3, 0.02);
    expect(messagesOf(company, 3, 0.02)).toEqual(again);
    const other = messagesOf(company, 4, 0.02);
    expect(other.length).not.toBe(0);
    expect(new Set([...again, ...other].map(({ messageId }) => messageId)).size).toBe(again.length + other.length);
  });

  it("come in blocks, in order of time, within the eighteen months", () => {
    const blocks = [...generateDemo({ seed: 1, company, until, scale: 0.05, blockSize: 1_000 })];
    expect(blocks.slice(0, -1).every((block) => block.length === 1_000)).toBe(true);
    const times = messages.map(({ timestamp }) => Date.parse(timestamp));
    expect(times.every((time, i) => i === 0 || time >= (times[i - 1] ?? 0))).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(demoStart(until).getTime());
    expect(times.at(-1)).toBeLessThanOrEqual(until.getTime());
    expect(times.at(-1)).toBeGreaterThan(until.getTime() - 86_400_000);
  });

  it("have distinct ids and say who", () => {
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
    expect(messages.every(({ userId, anonymousId }) => userId !== undefined || anonymousId !== undefined)).toBe(true);
    expect(messages.every(({ messageId }) => messageId.length <= 100)).toBe(true);
  });

  it("identify every contact, after anonymous visits for many of them", () => {
    const known = new Set(messages.flatMap(({ type, userId }) => (type === "identify" && userId ? [userId] : [])));
    expect(known.size).toBe(demoCompanies[company].contacts * 0.2);
    const stitched = new Set(messages.flatMap(({ type, anonymousId }) => (type === "identify" ? [anonymousId] : [])));
    const before = messages.filter(({ userId, anonymousId }) => userId === undefined && stitched.has(anonymousId));
    expect(before.length).toBeGreaterThan(known.size * 0.3);
    expect(messages.some(({ userId, anonymousId }) => userId === undefined && !stitched.has(anonymousId))).toBe(true);
  });

  it("carry feedback records that the contract accepts, in varied words", () => {
    const feedback = messages.filter(({ event }) => event === "Feedback Received");
    for (const { properties, userId, anonymousId } of feedback) {
      const result = feedbackRecord.safeParse({ ...properties, user_id: userId, anonymous_id: anonymousId });
      expect(result.error?.issues ?? []).toEqual([]);
    }
    const texts = feedback.flatMap(({ properties }) =>
      typeof properties?.value_text === "string" ? [properties.value_text] : [],
    );
    expect(new Set(texts).size).toBeGreaterThan(300);
    expect(texts.filter((text) => /[{}[\]|!]/.test(text))).toEqual([]);
    const answers = new Set(feedback.map(({ properties }) => `${properties?.submission_id}/${properties?.field_id}`));
    expect(answers.size).toBe(feedback.length);
  });

  it("reach every touchpoint and every step of the journeys", () => {
    const touchpoints = demoTouchpoints(company);
    for (const { key, rule, channels } of touchpoints) {
      expect(conditionSchema.parse(rule)).toEqual(rule);
      const found = new Set(messages.filter((message) => holds(rule, message)).map(({ context }) => context.channel));
      expect([key, [...found].sort()]).toEqual([key, [...channels].sort()]);
    }
    const keys = new Set(touchpoints.map(({ key }) => key));
    const steps = demoJourneys(company).flatMap(({ phases }) => phases.flatMap((phase) => phase.steps));
    expect(steps.filter(({ touchpoint }) => !keys.has(touchpoint))).toEqual([]);
  });
});

function holds(rule: Condition, { event, type, context, properties }: DemoMessage): boolean {
  const touchpoint = typeof properties?.touchpoint === "string" ? properties.touchpoint : null;
  return evaluate(rule, { event, type, channel: context.channel, touchpoint, properties });
}

describe("the planted truths", () => {
  it("make deliveries in the North late from the date on, and only there", () => {
    const { from, region } = truths.lateDeliveries;
    const late = (after: boolean, there: boolean) =>
      numbers(retailer, "Order Delivered", "days_late", ({ properties }) => {
        const promised = new Date(String(properties?.promised_on));
        return promised >= from === after && (properties?.region === region) === there;
      });
    expect(mean(late(true, true))).toBeGreaterThan(2);
    expect(Math.max(...late(true, true))).toBe(6);
    for (const [after, there] of [
      [false, true],
      [true, false],
      [false, false],
    ] as const)
      expect(mean(late(after, there))).toBeLessThan(0.2);

    const csat = (after: boolean, there: boolean) =>
      scores(
        retailer,
        "csat",
        (properties, instant) =>
          properties.touchpoint === "delivery" && instant >= from === after && (properties.region === region) === there,
      );
    expect(drop(csat(false, true), csat(true, true))).toBeGreaterThan(3);
    expect(drop(csat(false, false), csat(true, false))).toBeLessThan(3);
    const said = retailer.filter(({ properties, timestamp }) => {
      const text = properties?.value_text;
      const about = typeof text === "string" && /\blate\b|later|zu spät|Verspätung|retard|tarde|retraso/.test(text);
      return about && properties?.region === region && new Date(timestamp) >= from;
    });
    expect(said.length).toBeGreaterThan(3);
  });

  it("make checkout harder on the phone", () => {
    const onPhone = (phone: boolean) => (message: DemoMessage) => (message.properties?.device === "mobile") === phone;
    const count = (event: string, phone: boolean) =>
      retailer.filter((message) => message.event === event && onPhone(phone)(message)).length;
    const rate = (event: string, phone: boolean) => count(event, phone) / count("Checkout Started", phone);
    expect(rate("Payment Failed", true)).toBeGreaterThan(2 * rate("Payment Failed", false));
    const online = retailer.filter(({ context }) => context.channel !== "store");
    const orders = (phone: boolean) => online.filter((m) => m.event === "Order Completed" && onPhone(phone)(m)).length;
    expect(orders(true) / count("Checkout Started", true)).toBeLessThan(
      orders(false) / count("Checkout Started", false) - 0.1,
    );
    const ces = (phone: boolean) =>
      scores(
        retailer,
        "ces",
        (properties) => properties.touchpoint === "checkout" && (properties.device === "mobile") === phone,
      );
    expect(drop(ces(false), ces(true))).toBeGreaterThan(5);
  });

  it("make callers of the bank wait longer every month, and come back more often", () => {
    const { from, waitSeconds } = truths.callWaiting;
    const sixth = (until.getTime() - from.getTime()) / 6;
    const waits = [0, 1, 2, 3, 4, 5].map((month) =>
      mean(
        numbers(bank, "Call Answered", "wait_seconds", ({ timestamp }) => {
          const since = Date.parse(timestamp) - from.getTime();
          return since >= month * sixth && since < (month + 1) * sixth;
        }),
      ),
    );
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(waitSeconds[1] * 0.8);

    const late = new Date(from.getTime() + 2 * sixth);
    const phone = (field: string, after: boolean) =>
      scores(bank, field, ({ channel }, instant) => channel === "phone" && (after ? instant >= late : instant < from));
    expect(drop(phone("csat", false), phone("csat", true))).toBeGreaterThan(4);
    expect(drop(phone("resolved", false), phone("resolved", true))).toBeGreaterThan(2);
    const elsewhere = (after: boolean) =>
      scores(
        bank,
        "csat",
        ({ channel, touchpoint }, instant) =>
          touchpoint === "support" && channel !== "phone" && (after ? instant >= late : instant < from),
      );
    expect(drop(elsewhere(false), elsewhere(true))).toBeLessThan(3);
    const solvedFirst = (after: boolean) =>
      numbers(
        bank,
        "Case Solved",
        "first_contact",
        ({ context, timestamp }) =>
          context.channel === "phone" && (after ? new Date(timestamp) >= late : new Date(timestamp) < from),
      );
    expect(mean(solvedFirst(true))).toBeLessThan(mean(solvedFirst(false)) - 0.15);
  });
});

describe("the calendar of the demo", () => {
  it("sells most around Black Friday and least at night", () => {
    const orders = retailer
      .filter(({ event }) => event === "Order Completed")
      .map(({ timestamp }) => new Date(timestamp));
    const perDay = (from: string, days: number) =>
      orders.filter((instant) => instant >= new Date(from) && instant.getTime() < Date.parse(from) + days * 86_400_000)
        .length / days;
    expect(perDay("2024-11-29", 4)).toBeGreaterThan(1.5 * perDay("2024-10-01", 31));
    const between = (from: number, to: number) =>
      orders.filter((instant) => instant.getUTCHours() >= from && instant.getUTCHours() < to).length;
    expect(between(17, 21)).toBeGreaterThan(5 * between(1, 5));
  });

  it("sends more money around pay day", () => {
    const transfers = bank
      .filter(({ event }) => event === "Transfer Sent")
      .map(({ timestamp }) => new Date(timestamp).getUTCDate());
    const perDay = (from: number, to: number) =>
      transfers.filter((day) => day >= from && day <= to).length / (to - from + 1);
    expect(perDay(25, 27)).toBeGreaterThan(1.25 * perDay(8, 20));
  });

  it.each(["2026-08-31T00:00:00Z", "2024-02-29T23:59:59Z", "2026-01-01T12:00:00Z"])("ends well on %s", (end) => {
    const date = new Date(end);
    for (const company of companies) {
      const messages = messagesOf(company, 11, 0.01, date);
      const times = messages.map(({ timestamp }) => Date.parse(timestamp));
      expect(Math.min(...times)).toBeGreaterThanOrEqual(demoStart(date).getTime());
      expect(Math.max(...times)).toBeLessThanOrEqual(date.getTime());
    }
  });
});

describe("the whole demo", () => {
  it("is about half a million messages of twenty thousand people, made a few at a time", () => {
    let largest = 0;
    let count = 0;
    const asked: DemoMessage[] = [];
    for (const company of companies)
      for (const block of generateDemo({ seed: 1, company, until })) {
        count += block.length;
        largest = Math.max(largest, block.length);
        if (company === "retailer") asked.push(...block.filter(({ properties }) => properties?.field_id === "nps"));
      }
    expect(count).toBeGreaterThan(450_000);
    expect(count).toBeLessThan(550_000);
    expect(largest).toBeLessThanOrEqual(5_000);
    expect(demoCompanies.retailer.contacts + demoCompanies.bank.contacts).toBe(20_000);

    const { from, region } = truths.lateDeliveries;
    const nps = (after: boolean, there: boolean) =>
      scores(asked, "nps", (about, instant) => (about.region === region) === there && instant >= from === after);
    expect(drop(nps(false, true), nps(true, true))).toBeGreaterThan(2);
    expect(drop(nps(false, false), nps(true, false))).toBeLessThan(2);
  });
});
