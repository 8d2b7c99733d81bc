import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInstant, trackingMessage } from "../../../../contracts/collect/tracking.ts";
import { trackingLimits } from "../../../../contracts/words/messages.ts";
import { isFault, readMessage } from "./read-message.ts";

const track = (fields: object) => ({ type: "track", userId: "u1", event: "Paid", ...fields });
const refusal = (value: unknown) => {
  const read = readMessage(value);
  return isFault(read) ? read : null;
};
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe("readMessage", () => {
  it.each([
    ["a text", "hello", ""],
    ["null", null, ""],
    ["a list", [], ""],
    ["no type", { userId: "u" }, "type"],
    ["an unknown type", { type: "purchase", userId: "u" }, "type"],
    ["a track without an event", { type: "track", userId: "u" }, "event"],
    ["a blank event", track({ event: "  " }), "event"],
    ["a long event name", track({ event: "x".repeat(201) }), "event"],
    ["nobody", { type: "page" }, "userId"],
    ["empty ids", { type: "page", userId: "", anonymousId: null }, "userId"],
    ["a user id that is an object", track({ userId: {} }), "userId"],
    ["a fractional user id", track({ userId: 1.5 }), "userId"],
    ["a NUL in an id", track({ userId: "a\0b" }), "userId"],
    ["half a character in a name", track({ event: "a\ud800" }), "event"],
    ["a long message id", track({ messageId: "m".repeat(101) }), "messageId"],
    ["a numeric message id", track({ messageId: 7 }), "messageId"],
    ["a time without zone", track({ timestamp: "2026-03-29T01:30:00" }), "timestamp"],
    ["30 February", track({ originalTimestamp: "2026-02-30T00:00:00Z" }), "originalTimestamp"],
    ["a time as a number", track({ sentAt: 1_780_000_000_000 }), "sentAt"],
    ["a year the store cannot hold", track({ timestamp: "2150-01-01T00:00:00Z" }), "timestamp"],
    ["properties that are a list", track({ properties: [] }), "properties"],
    ["a context that is a text", track({ context: "web" }), "context"],
    ["a long channel", track({ properties: { channel: "c".repeat(201) } }), "properties.channel"],
    ["a group without its id", { type: "group", userId: "u" }, "groupId"],
    ["an alias without the old id", { type: "alias", userId: "u" }, "previousId"],
    ["too much", track({ properties: { text: "x".repeat(33_000) } }), ""],
    ["too deep", track({ properties: nested(25) }), ""],
  ])("refuses %s and names the field", (_name, value, field) => {
    expect(refusal(value)?.field).toBe(field);
    expect(refusal(value)?.reason).not.toBe("");
    expect(trackingMessage.safeParse(value).success).toBe(false);
  });

  it("takes exactly 32 KB and exactly 20 levels, counted in UTF-8", () => {
    const empty = Buffer.byteLength(JSON.stringify(track({ properties: { text: "" } })));
    const room = trackingLimits.messageBytes - empty;
    expect(refusal(track({ properties: { text: "x".repeat(room) } }))).toBeNull();
    expect(refusal(track({ properties: { text: "x".repeat(room + 1) } }))).not.toBeNull();
    expect(refusal(track({ properties: { text: "ü".repeat(Math.floor(room / 2) + 1) } }))).not.toBeNull();
    expect(refusal(track({ properties: nested(19) }))).toBeNull();
    expect(refusal(track({ properties: nested(20) }))).not.toBeNull();
  });

  it("keeps numbers as ids, and fields it does not know do no harm", () => {
    const read = readMessage(JSON.parse('{"type":"page","userId":42,"__proto__":{"admin":true},"_metadata":{"a":1}}'));
    expect(read).toMatchObject({ userId: "42", type: "page" });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it("takes a field named like a prototype for a field, also where the batch has a context", () => {
    const context = JSON.parse(`{"__proto__":{"channel":"a\\u0000${"b".repeat(300)}"},"locale":"de"}`);
    const read = readMessage(track({ context }), { context: { ip: "::1" } });
    if (isFault(read)) throw new Error(read.reason);
    expect(read.context.channel).toBeUndefined();
    expect(Object.keys(read.context)).toEqual(["ip", "__proto__", "locale"]);
  });

  it("takes the batch's context and sentAt where the message has none", () => {
    const envelope = { sentAt: 5, context: { locale: "de", ip: "::1" } };
    expect(readMessage(track({ context: { locale: "fr" } }), envelope)).toMatchObject({
      sentAt: 5,
      context: { locale: "fr", ip: "::1" },
    });
  });

  it("takes the type from the path, and refuses a message that says otherwise", () => {
    expect(readMessage({ userId: "u" }, { type: "page" })).toMatchObject({ type: "page" });
    expect(readMessage({ userId: "u", type: "screen" }, { type: "page" })).toMatchObject({ field: "type" });
  });

  it("answers like the schema, whatever comes", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom("", " ", "\0", "\ud800", "x".repeat(100), "x".repeat(101), "x".repeat(200), "x".repeat(201)),
    );
    const time = fc.oneof(
      fc
        .date({ min: new Date("1960-01-01"), max: new Date("2160-01-01"), noInvalidDate: true })
        .map((instant) => instant.toISOString()),
      fc.constantFrom(
        "2026-02-29T00:00:00Z",
        "2024-02-29T23:59+05:30",
        "2026-1-1T00:00:00Z",
        "2026-01-01",
        "",
        0,
        null,
      ),
    );
    const any = fc.oneof(
      text,
      fc.integer(),
      fc.double(),
      fc.constantFrom(null, true, [], {}),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const fields = fc.oneof(
      any,
      fc.record({ channel: fc.oneof(text, any), touchpoint: text, plan: any }, { requiredKeys: [] }),
      fc.integer({ min: 15, max: 22 }).map(nested),
    );
    const message = fc.record(
      {
        type: fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom("track", "page", "screen", "identify", "group", "alias") },
          { weight: 1, arbitrary: any },
        ),
        event: fc.oneof(fc.constantFrom("Paid", "Feedback Received"), text, any),
        userId: fc.oneof(text, any),
        anonymousId: text,
        groupId: fc.oneof(text, any),
        previousId: fc.oneof(text, any),
        name: fc.oneof(text, any),
        messageId: fc.oneof(text, any),
        timestamp: time,
        originalTimestamp: time,
        sentAt: fc.oneof(time, any),
        properties: fields,
        traits: fields,
        context: fields,
      },
      { requiredKeys: ["type"] },
    );
    fc.assert(
      fc.property(message, (value) => {
        expect(isFault(readMessage(value))).toBe(!trackingMessage.safeParse(value).success);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("readInstant", () => {
  it("reads back every instant as it was written", () => {
    const instant = fc.date({ min: new Date(0), max: new Date("2148-12-31"), noInvalidDate: true });
    fc.assert(fc.property(instant, (instant) => readInstant(instant.toISOString()) === instant.getTime()));
  });
});
