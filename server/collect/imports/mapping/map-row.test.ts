import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Mapping, mapping as mappingSchema } from "../../../../contracts/collect/imports.ts";
import type { Row, Value } from "../file/row.ts";
import { Occurrences } from "../run/count-occurrences.ts";
import { refusal } from "./check-messages.ts";
import { checkMapping, createRowMapper, type ImportedMessage } from "./map-row.ts";

const row = (values: Record<string, Value>, line = 2): Row => ({ line, values });
const base: Mapping = {
  contact: { column: "customer", kind: "userId" },
  event: { value: "Order Completed" },
  time: { column: "when", format: "iso", timezone: "UTC" },
};
const order = { customer: "c1", when: "2024-01-02T03:04:05Z", total: "1,234.50", note: "" };

function messages(given: Mapping, ...rows: Record<string, Value>[]): ImportedMessage[][] {
  const map = createRowMapper(mappingSchema.parse(given));
  return rows.map((values) => {
    const mapped = map(row(values));
    if (!mapped.ok) throw new Error(mapped.reason);
    return mapped.messages;
  });
}
function reasonFor(given: Mapping, values: Record<string, Value>): string {
  const mapped = createRowMapper(given)(row(values));
  return mapped.ok ? "mapped" : mapped.reason;
}

describe("a row becomes a message", () => {
  it("with what the mapping names, typed as it says", () => {
    const [[message] = []] = messages(
      { ...base, channel: { value: "shop" }, properties: "rest", types: { total: "number" } },
      order,
    );
    expect(message).toEqual({
      type: "track",
      messageId: expect.stringMatching(/^imp-[0-9a-f]{64}-1$/),
      userId: "c1",
      event: "Order Completed",
      timestamp: "2024-01-02T03:04:05.000Z",
      properties: { total: 1234.5 },
      context: { channel: "shop" },
    });
  });

  it("takes event and channel from columns, and properties out of exported messages", () => {
    const [[message] = []] = messages(
      {
        ...base,
        event: { column: "event" },
        channel: { column: "context.channel" },
        properties: "rest",
        caseColumn: "ticket",
      },
      { ...order, event: "Seen", "context.channel": "web", "properties.plan": "pro", ticket: 7 },
    );
    expect(message).toMatchObject({
      event: "Seen",
      context: { channel: "web" },
      properties: { total: "1,234.50", plan: "pro", case_id: "7" },
    });
  });

  it("knows people by e-mail without case, by case, or not at all", () => {
    const mail: Mapping = { ...base, contact: { column: "customer", kind: "email" } };
    const [[identify, track] = []] = messages(mail, { ...order, customer: " A@X.com " });
    expect(identify).toMatchObject({ type: "identify", userId: "a@x.com", traits: { email: "a@x.com" } });
    expect(track).toMatchObject({ userId: "a@x.com", context: { traits: { email: "a@x.com" } } });
    expect(messages({ ...base, contact: undefined, caseColumn: "customer" }, order)[0]?.[0]?.anonymousId).toBe(
      "case:c1",
    );
    const strangers = messages({ ...base, contact: undefined }, order, order).map(([message]) => message?.anonymousId);
    expect(new Set(strangers).size).toBe(2);
  });

  it("leaves the last word on traits to the latest row, in whatever order they come", () => {
    const given: Mapping = { ...base, traits: ["city"] };
    const said = (when: string, city: string) => ({ customer: "c1", when: `2024-01-0${when}T00:00:00Z`, city });
    const all = messages(given, said("1", "Rome"), said("5", "Rome"), said("3", "Oslo"), said("4", "Oslo")).flat();
    const latest = all.filter(({ type }) => type === "identify").sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
    expect(latest.at(-1)).toMatchObject({ timestamp: "2024-01-05T00:00:00.000Z", traits: { city: "Rome" } });
    expect(latest).toHaveLength(3);
  });

  it("does not take traits of a row that cannot have happened for sent", () => {
    const given = mappingSchema.parse({ ...base, traits: ["city"] });
    const map = createRowMapper(given, (timestamp) => (timestamp > "2025" ? "the time lies in the future" : null));
    const first = map(row({ customer: "c1", when: "2026-01-01T00:00:00Z", city: "Rome" }));
    expect(first).toMatchObject({ ok: false, reason: "the time lies in the future" });
    const second = map(row({ customer: "c1", when: "2024-01-01T00:00:00Z", city: "Rome" }));
    expect(second).toMatchObject({ ok: true, messages: [{ type: "identify", traits: { city: "Rome" } }, {}] });
  });

  it("sends traits when they change, not with every row", () => {
    const given: Mapping = { ...base, traits: ["city"] };
    const rows = ["Bern", "Bern", "Genf", "Bern", null].map((city, n) => ({ ...order, city, n }));
    const identified = messages(given, ...rows).map((all) =>
      all.filter(({ type }) => type === "identify").map(({ traits }) => ({ ...traits })),
    );
    expect(identified).toEqual([[{ city: "Bern" }], [], [{ city: "Genf" }], [{ city: "Bern" }], []]);
  });

  it("keeps names of columns mere names", () => {
    const values = Object.assign(Object.create(null) as Record<string, Value>, order);
    Object.assign(values, JSON.parse('{"__proto__":"x"}'));
    const [[message] = []] = messages({ ...base, properties: "rest" }, values);
    expect(JSON.stringify(message?.properties)).toContain('"__proto__":"x"');
  });
});

describe("feedback", () => {
  const given: Mapping = {
    source: "Store survey",
    contact: base.contact,
    time: base.time,
    channel: { value: "email" },
    feedback: [
      { type: "nps", column: "nps", question: "How likely?", text: "why" },
      { type: "csat", column: "stars", scaleMax: 7 },
    ],
  };
  it("gives one record for each answer, and none for an empty cell", () => {
    const [both = [], one = []] = messages(
      given,
      { ...order, nps: "9", why: "fast", stars: "7" },
      { ...order, nps: "", why: "", stars: "1" },
    );
    expect(both.map(({ event, properties }) => [event, { ...properties }])).toEqual([
      [
        "Feedback Received",
        {
          source_type: "import",
          source_id: "Store survey",
          submission_id: expect.any(String),
          field_id: "nps",
          field_type: "nps",
          field_label: "How likely?",
          value_number: 9,
          value_text: "fast",
          collected_at: "2024-01-02T03:04:05.000Z",
        },
      ],
      ["Feedback Received", expect.objectContaining({ field_id: "stars", scale_max: 7, value_number: 7 })],
    ]);
    expect(both[0]?.properties?.submission_id).toBe(both[1]?.properties?.submission_id);
    expect(both[0]?.messageId).not.toBe(both[1]?.messageId);
    expect(one).toHaveLength(1);
  });

  it("rejects what is off the scale, no score, or no answer at all", () => {
    expect(reasonFor(given, { ...order, nps: "11" })).toBe(
      "nps: 11 is off the scale, nps takes whole numbers from 0 to 10",
    );
    expect(reasonFor(given, { ...order, stars: "4.5" })).toMatch(/off the scale/);
    expect(reasonFor(given, { ...order, nps: "good" })).toBe('nps: "good" is not a score');
    expect(reasonFor(given, order)).toBe("the row holds no answer");
  });
});

describe("a row that cannot be mapped", () => {
  const typed: Mapping = { ...base, properties: ["total"], types: { total: "number" } };
  it.each<[Partial<typeof order>, RegExp]>([
    [{ customer: "" }, /customer is empty, so nobody/],
    [{ customer: "x".repeat(201) }, /longer than 200/],
    [{ when: "" }, /when is empty, so it has no time/],
    [{ when: "soon" }, /^when: "soon" is not a time like/],
  ])("%o says why", (change, reason) => {
    expect(reasonFor(typed, { ...order, ...change })).toMatch(reason);
  });

  it("is not lost for a cell that holds no value of its type", () => {
    const map = createRowMapper({
      ...base,
      properties: "rest",
      types: { total: "number", vip: "boolean", n: "number-comma" },
    });
    const mapped = map(row({ ...order, total: "n/a", vip: "perhaps", n: "1.234,50 €" }));
    if (!mapped.ok) throw new Error(mapped.reason);
    expect(mapped.lost).toBe(2);
    expect(mapped.messages[0]?.properties).toEqual({ n: 1234.5, currency: "EUR" });
  });

  it("keeps the digits of a number that is too long for one", () => {
    const [[message] = []] = messages(
      { ...base, properties: ["total"], types: { total: "number" } },
      { ...order, total: "1234567890123456789" },
    );
    expect(message?.properties).toEqual({ total: "1234567890123456789" });
  });

  it("cuts a comment that is too long, and tells two long questions apart", () => {
    const question = `How likely ${"is it ".repeat(40)}`;
    const map = createRowMapper({
      ...base,
      event: undefined,
      feedback: [
        { type: "nps", column: `${question} one`, text: "why" },
        { type: "text", column: `${question} two` },
      ],
    });
    const mapped = map(
      row({ ...order, [`${question} one`]: "9", why: "x".repeat(10_001), [`${question} two`]: "fine" }),
    );
    if (!mapped.ok) throw new Error(mapped.reason);
    const [first, second] = mapped.messages.map(({ properties }) => properties);
    expect([mapped.lost, String(first?.value_text).length]).toEqual([1, 10_000]);
    expect([String(first?.field_id).length, first?.field_label]).toEqual([200, `${question} one`]);
    expect(first?.field_id).not.toBe(second?.field_id);
    expect(mapped.messages.map(refusal)).toEqual([null, null]);
  });

  it("joins a date and a time of day of two columns", () => {
    const [[one] = [], [two] = []] = messages(
      { ...base, time: { column: "when", timeOfDay: "at", format: "day-month-year", timezone: "Europe/Berlin" } },
      { customer: "c1", when: "05.03.2024", at: "10:15" },
      { customer: "c1", when: "05.03.2024 00:00", at: "" },
    );
    expect([one?.timestamp, two?.timestamp]).toEqual(["2024-03-05T09:15:00.000Z", "2024-03-04T23:00:00.000Z"]);
  });

  it("passes on why it could not be read", () => {
    expect(createRowMapper(base)({ line: 9, values: {}, error: "broken" })).toEqual({
      ok: false,
      line: 9,
      reason: "broken",
    });
  });

  it("names what a mapping asks of a file that has it not", () => {
    expect(checkMapping({ ...typed, time: { ...base.time, timezone: "Mars/Base" } }, ["customer", "total"])).toEqual([
      {
        path: "time.column",
        code: "unknown_column",
        values: { column: "when" },
        reason: 'The file has no column "when"',
      },
      { path: "time.timezone", code: "unknown_time_zone", values: {}, reason: 'There is no time zone "Mars/Base"' },
    ]);
    expect(mappingSchema.safeParse({ time: base.time }).success).toBe(false);
  });
});

describe("message ids", () => {
  it("are the same for the same rows, differ between any two, and fit the limit", () => {
    const values = fc
      .record({ customer: fc.constantFrom("a", "b"), total: fc.constantFrom("1", "2") })
      .map((some) => ({ ...order, ...some }));
    fc.assert(
      fc.property(fc.array(values, { maxLength: 20 }), (rows) => {
        const first = messages(base, ...rows).flat();
        expect(messages(base, ...rows).flat()).toEqual(first);
        expect(new Set(first.map(({ messageId }) => messageId)).size).toBe(rows.length);
        expect(first.every(({ messageId }) => messageId.length <= 100)).toBe(true);
      }),
    );
  });

  it("do not depend on the order of columns, on empty ones, or on rows around them", () => {
    const [one, two] = [order, { note: null, total: order.total, when: order.when, customer: "c1", more: "" }];
    expect(messages(base, one)[0]?.[0]?.messageId).toBe(
      messages(base, { ...order, total: "5" }, two)[1]?.[0]?.messageId,
    );
  });

  it("come from the columns that identify the row, where some are named", () => {
    const given: Mapping = { ...base, messageId: { columns: ["customer"] } };
    const elsewhere = messages({ ...given, source: "Elsewhere" }, order)[0]?.[0]?.messageId;
    expect(elsewhere).not.toBe(messages(given, order)[0]?.[0]?.messageId);
    const [first, again] = messages(given, order, { ...order, total: "other" });
    expect(first?.[0]?.messageId).toBe(again?.[0]?.messageId);
    expect(reasonFor({ ...given, messageId: { columns: ["note"] } }, order)).toBe(
      "note is empty, but identifies the row",
    );
  });
});

it("occurrences count as a Map would", () => {
  const keys = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40_000 })), {
    minLength: 5000,
    maxLength: 12_000,
  });
  fc.assert(
    fc.property(keys, (all) => {
      const counted = new Occurrences();
      const expected = new Map<string, number>();
      for (const [high, low] of all) {
        const count = (expected.get(`${high}/${low}`) ?? 0) + 1;
        expected.set(`${high}/${low}`, count);
        if (counted.next(high, low) !== count) return false;
      }
      return true;
    }),
    { numRuns: 5 },
  );
});
