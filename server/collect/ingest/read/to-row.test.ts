import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOfIdentifier } from "../../../know/contacts/contacts.ts";
import { happenedAt } from "./clock-skew.ts";
import { isFault, type Message, readMessage } from "./read-message.ts";
import { rowWriter } from "./to-row.ts";

const WORKSPACE = "0198c1c2-1111-7000-8000-000000000001";
const PATHS = new Map([["munich", ["de", "south", "munich"]]]);
const RECEIVED = new Date("2026-06-17T12:00:00.000Z");

function read(value: object): Message {
  const message = readMessage({ type: "track", event: "Paid", userId: "u1", ...value });
  if (isFault(message)) throw new Error(JSON.stringify(message));
  return message;
}
const make = (value: object) =>
  rowWriter({ workspace: WORKSPACE, source: "Website", cameBy: "live" }, RECEIVED, {
    paths: PATHS,
    questions: new Map(),
  })(read(value), 1n);
function row(value: object) {
  const made = make(value);
  if (isFault(made)) throw new Error(JSON.stringify(made));
  return made.row;
}

describe("when it happened", () => {
  it("takes out the error of the sender's clock", () => {
    // A device one year behind: sent 40 s after it happened.
    const late = { originalTimestamp: "2025-06-17T11:59:00.000Z", sentAt: "2025-06-17T11:59:40.000Z" };
    expect(row(late).timestamp).toBe("2026-06-17 11:59:20.000");
    expect(row({ ...late, originalTimestamp: undefined, timestamp: late.originalTimestamp }).timestamp).toBe(
      "2026-06-17 11:59:20.000",
    );
  });
  it("keeps a timestamp alone, and one whose sender's clock is right, as sent", () => {
    expect(row({ timestamp: "2019-01-01T00:00:00.000Z" }).timestamp).toBe("2019-01-01 00:00:00.000");
    expect(row({ timestamp: "2019-01-01T00:00:00.000Z", sentAt: "2026-06-17T11:59:58.000Z" }).timestamp).toBe(
      "2019-01-01 00:00:00.000",
    );
  });
  it("does not believe the future", () => {
    expect(row({ timestamp: "2026-06-18T11:00:00.000Z" }).timestamp).toBe("2026-06-18 11:00:00.000");
    expect(row({ timestamp: "2030-01-01T00:00:00.000Z" }).timestamp).toBe("2026-06-17 12:00:00.000");
  });
  it("moves with the receive time by exactly as much, so the sender's clock does not matter", () => {
    const instant = fc.integer({ min: Date.UTC(2000), max: Date.UTC(2100) });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 86_400_000 }), instant, (sentAt, age, receivedAt) => {
        const message = { ...read({}), sentAt, originalTimestamp: sentAt - age };
        expect(happenedAt(message, receivedAt)).toBe(receivedAt - age);
      }),
    );
  });
  it("keeps the day the sender said, so that a repeat meets the first", () => {
    const message = { messageId: "m", originalTimestamp: "2025-01-01T23:30:00-02:00", sentAt: "2025-01-02T02:00:00Z" };
    expect(row(message).day).toBe("2025-01-02");
    expect(row({}).day).toBe("2026-06-17");
  });
});

describe("who acted", () => {
  it("prefers the user id to the e-mail address, and that to the anonymous id", () => {
    const traits = { context: { traits: { email: "Ann@Example.com" } } };
    expect(row({ anonymousId: "a1", ...traits }).identifier_key).toBe(keyOfIdentifier(WORKSPACE, "user_id", "u1"));
    expect(row({ userId: "", anonymousId: "a1", ...traits }).identifier_key).toBe(
      keyOfIdentifier(WORKSPACE, "email", "ann@example.com"),
    );
    expect(row({ userId: "", anonymousId: "a1" }).identifier_key).toBe(
      keyOfIdentifier(WORKSPACE, "anonymous_id", "a1"),
    );
  });
  it("knows nobody behind a placeholder, and still counts the event", () => {
    expect(row({ userId: "null", anonymousId: "a1" })).toMatchObject({
      user_id: "",
      anonymous_id: "a1",
      identifier_key: keyOfIdentifier(WORKSPACE, "anonymous_id", "a1"),
    });
    expect(row({ userId: "00000000-0000-0000-0000-000000000000" }).identifier_key).toBe("0");
  });
});

describe("what is kept", () => {
  it("names events, keeps labels and makes an id where there is none", () => {
    expect(row({ type: "page", name: "Home", category: "Docs" })).toMatchObject({
      event: "Page Viewed",
      channel: "web",
    });
    const odd = JSON.parse('{"__proto__":{"a":1},"url":"/"}');
    expect(row({ type: "page", name: "Home", properties: odd }).properties).toBe(
      '{"name":"Home","__proto__":{"a":1},"url":"/"}',
    );
    expect(JSON.parse(row({ type: "page", name: "Home", properties: { url: "/" } }).properties)).toEqual({
      name: "Home",
      url: "/",
    });
    expect(row({ type: "screen" })).toMatchObject({ event: "Screen Viewed", channel: "app" });
    expect(row({ type: "identify", traits: { plan: "pro" } })).toMatchObject({
      event: "Identify",
      properties: '{"plan":"pro"}',
    });
    expect(row({ type: "group", groupId: 9 })).toMatchObject({ event: "Group", group_id: "9" });
    expect(row({ type: "alias", previousId: "a" })).toMatchObject({ event: "Alias", properties: '{"previousId":"a"}' });
    expect(row({}).message_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      row({ context: { channel: "store", locale: "de-CH", touchpoint: "Till" }, properties: { channel: "web" } }),
    ).toMatchObject({ channel: "store", language: "de-CH", touchpoint: "Till", source: "Website" });
    expect(row({ context: { library: { name: "@segment/analytics-node" } } }).channel).toBe("server");
  });
  it("writes JSON that every store reads, whatever the text", () => {
    const unit = fc.constantFrom("\0", "\ud800", "\udc00", "😀", "\\", '"', "u0000", "\\ud800", "a", "\n");
    fc.assert(
      fc.property(
        fc.array(unit).map((parts) => parts.join("")),
        (text) => {
          const kept = JSON.parse(row({ properties: { text } }).properties) as { text: string };
          // toWellFormed, as Node 20 has it and the library of this TypeScript target does not.
          const wellFormed = Buffer.from(text, "utf8").toString("utf8").replaceAll("\0", "\ufffd");
          expect(kept.text).toBe(wellFormed);
        },
      ),
    );
  });
});

describe("feedback", () => {
  const nps = { submission_id: "s1", field_id: "nps", field_type: "nps", value_number: 9 };
  const answer = (properties: object, more: object = {}) => ({ event: "Feedback Received", properties, ...more });

  it("fills the columns of the record", () => {
    expect(
      row(answer({ ...nps, value_text: "good", channel: "store", language: "fr", touchpoint: "Till" })),
    ).toMatchObject({
      feedback_type: "nps",
      feedback_question: "nps",
      feedback_submission: "s1",
      feedback_scale: 10,
      feedback_score: 9,
      feedback_text: "good",
      channel: "store",
      touchpoint: "Till",
      language: "fr",
      identifier_key: keyOfIdentifier(WORKSPACE, "user_id", "u1"),
    });
    expect(row(answer({ ...nps, field_type: "csat", value_number: 5 })).feedback_scale).toBe(5);
    expect(row(answer({ ...nps, field_type: "ces", value_number: 7 })).feedback_scale).toBe(7);
    expect(row(answer({ ...nps, field_type: "csat", value_number: 3, scale_max: 3 })).feedback_scale).toBe(3);
    expect(
      row(answer({ ...nps, field_type: "boolean", value_number: undefined, value_boolean: false })).feedback_score,
    ).toBe(0);
  });
  it("is the same record by source, submission and field, whatever the message id and the time", () => {
    const first = row(answer(nps, { messageId: "m1" }));
    expect(row(answer({ ...nps, value_number: 2 }, { messageId: "m2" })).message_key).toBe(first.message_key);
    expect(row(answer({ ...nps, field_id: "why" })).message_key).not.toBe(first.message_key);
    expect(row(answer({ ...nps, source_id: "other" })).message_key).not.toBe(first.message_key);
  });
  it("believes the record about who answered and when", () => {
    const message = answer({ ...nps, email: "Ann@example.com", collected_at: "2026-01-02T03:04:05Z" }, { userId: "" });
    expect(row({ ...message, sentAt: "2026-06-17T12:00:00Z", timestamp: "2026-06-17T12:00:00Z" })).toMatchObject({
      timestamp: "2026-01-02 03:04:05.000",
      day: "2026-01-02",
      identifier_key: keyOfIdentifier(WORKSPACE, "email", "ann@example.com"),
    });
  });
  it("takes null and an empty text for what is not there", () => {
    const nothing = { scale_max: null, value_text: "", email: "", language: null, collected_at: "", metadata: null };
    expect(row(answer({ ...nps, ...nothing })).message_key).toBe(row(answer(nps)).message_key);
    expect(row(answer({ ...nps, ...nothing })).feedback_score).toBe(row(answer(nps)).feedback_score);
    expect(make(answer({ ...nps, submission_id: "" }))).toMatchObject({ field: "properties.submission_id" });
    expect(make(answer({ ...nps, value_number: null }))).toMatchObject({ field: "properties.value_number" });
  });
  it("takes addresses of any script, with blanks around them", () => {
    for (const email of [" ann@example.com ", "info@müller.de", "josé@example.com", "用户@例子.公司"])
      expect(row(answer({ ...nps, email }, { userId: "" })).identifier_key, email).toBe(
        keyOfIdentifier(WORKSPACE, "email", email.trim()),
      );
    for (const email of ["ann", "ann@", "a b@example.com", "ann@example..com"])
      expect(make(answer({ ...nps, email }, { userId: "" })), email).toMatchObject({ field: "properties.email" });
  });
  it("takes the same addresses in messages", () => {
    const acting = (email: string) =>
      row({ userId: "", anonymousId: "a1", context: { traits: { email } } }).identifier_key;
    for (const email of [" ann@example.com ", "info@müller.de"])
      expect(acting(email)).toBe(keyOfIdentifier(WORKSPACE, "email", email.trim()));
    for (const email of ["ann", "ann@", "a b@example.com", "ann@example..com"])
      expect(acting(email), email).toBe(keyOfIdentifier(WORKSPACE, "anonymous_id", "a1"));
  });
  it("reads every way to write a time with its zone that means one", () => {
    for (const collected_at of [
      "2024-03-05 10:00:00 +0100",
      "2024-03-05T10:00+01:00[Europe/Berlin]",
      "2024-03-05T10:00:00,000+01",
      "20240305T090000Z",
      "Tue, 05 Mar 2024 10:00:00 +0100",
      "5 Mar 2024 09:00 GMT",
    ])
      expect(row(answer({ ...nps, collected_at })).timestamp, collected_at).toBe("2024-03-05 09:00:00.000");
    for (const collected_at of ["2024-03-05 10:00", "05.03.2024 10:00Z", "2024-02-30 10:00Z", "31 Foo 2024 10:00 GMT"])
      expect(make(answer({ ...nps, collected_at })), collected_at).toMatchObject({ field: "properties.collected_at" });
  });
  it("refuses a score off its scale and a record nobody gave, naming the field", () => {
    expect(make(answer({ ...nps, value_number: 11 }))).toMatchObject({ field: "properties.value_number" });
    expect(make(answer(nps, { userId: "" }))).toMatchObject({ field: "properties.user_id" });
    expect(make(answer({ ...nps, collected_at: "0001-01-01T00:00:00Z" }))).toMatchObject({
      field: "properties.collected_at",
    });
  });
});
