import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Role, roleCan, roles } from "../../contracts/words/permissions.ts";
import { namingKeys, personKeys, quotingKeys, tellingKeys } from "../../contracts/words/personal-fields.ts";
import { type Caller, startTestApp, type TestApp } from "./app.ts";
import { feedback } from "./messages.ts";

// Every field that names a person or quotes a text, under every spelling, at every endpoint that takes a field. What is
// personal is told by the field alone, so of the roles that may see people one is asked of each, and the others of one.
const spellings = [
  ...["user_id", "anonymous_id", "feedback.text", "traits.name", "context.traits.name", "context.traits.email"],
  ...["properties.user_id", "properties.userId", "properties.User-ID", "properties.USER_ID", "properties.user\\_id"],
  ...["properties.value_text", "properties.valueText", "properties.customer.name", "properties.order.customer.email"],
  ...["properties.email.0", "properties.emailAddress.home", "properties.customer.name.first", "properties.user.id"],
  ...["context.device.id", "context.device.advertisingId", "context.device.token", "context.device.name", "traits.id"],
  ...["properties.order.customer.number", "context.traits.id", "context.sessionId", "properties.session.id"],
];
const listed = [
  ...namingKeys.map((key) => `properties.${key}`),
  ...quotingKeys.map((key) => `properties.${key}`),
  ...personKeys.map((key) => `properties.${key}.id`),
  ...tellingKeys.map((key) => `properties.customer.${key}`),
];
const fields = [...spellings, ...listed];
const plain = [
  ...["properties.device", "context.device.model", "properties.customer.plan", "properties.order.id"],
  ...["channel", "language", "properties.plan", "properties.name", "feedback.question", "event"],
];

const rule = { field: "event", op: "eq", value: "Feedback Received" };
const period = { from: "2026-06-01", to: "2026-06-20" };
type Asked = { url: string; body: object };

/** Where a field is asked for its values. */
const breakdowns = (field: string): Asked[] => [
  { url: "query", body: { metrics: [{ metric: "volume" }], breakdowns: [field], period } },
  { url: "query", body: { metrics: [{ metric: "volume" }], breakdowns: ["channel", field], period } },
  { url: "query/funnel", body: { steps: [{ condition: rule }, { condition: rule }], breakdown: field, period } },
  { url: "query/retention", body: { interval: "week", intervals: 2, breakdown: field, period } },
  { url: "query/process", body: { traceBy: { by: "field", field }, period } },
  { url: "query/process/export?format=csv", body: { traceBy: { by: "field", field }, period } },
];

/** Where a condition asks whom or what it has. */
const conditions = (field: string): Asked[] =>
  [{ field, op: "eq", value: "x" }, { not: { any: [{ field, op: "contains", value: "x" }] } }].flatMap((condition) => [
    { url: "query", body: { metrics: [{ metric: "volume" }], filter: condition, period } },
    { url: "query/funnel", body: { steps: [{ condition }, { condition: rule }], period } },
    { url: "query/paths", body: { anchor: { from: { condition } }, period } },
    { url: "query/process", body: { filter: condition, period } },
    { url: "events/preview", body: { rule: condition, days: 7 } },
    { url: "segments/preview", body: { condition: { did: { event: "X", where: condition } } } },
  ]);

let t: TestApp;
const members = new Map<Role, Caller>();
beforeAll(async () => {
  t = await startTestApp();
  for (const role of roles) members.set(role, await t.member(role));
  const { secret } = await t.key("write");
  await t.track(secret, [feedback("ann", "nps", 9, "2026-06-10T10:00:00Z", { value_text: "a secret word" })]);
});
afterAll(() => t.close());

const ask = (caller: Caller | undefined, { url, body }: Asked) =>
  (caller as Caller).inject({ method: "POST", url: `/api/v1/${url}`, payload: body });

/** A field of a person is none of an event: it cannot be asked there by anybody. */
const takesTraits = (field: string) => field.startsWith("traits.");

/** Every way for a spelling; for what is listed three in turn, so that each way is asked for many of every list. */
function waysOf(field: string): Asked[] {
  if (takesTraits(field)) return conditions(field).slice(0, 1);
  const ways = [...breakdowns(field), ...conditions(field)];
  const turn = listed.indexOf(field);
  return turn < 0 ? ways : [0, 1, 2].map((each) => ways[(turn * 3 + each) % ways.length] as Asked);
}

const [open, closed] = [
  roles.filter((role) => roleCan(role, "contacts:read")),
  roles.filter((role) => !roleCan(role, "contacts:read")),
];

describe.each(closed)("%s", (role) => {
  test.each(fields)("%s", async (field) => {
    for (const each of waysOf(field)) {
      const answer = await ask(members.get(role), each);
      const where = `${each.url} ${JSON.stringify(each.body)}: ${answer.body}`;
      // A dot or a backslash is all that may be escaped in a condition.
      expect(field.includes("\\") ? [400, 403] : [403], where).toContain(answer.statusCode);
    }
  });

  test.each(plain)("%s is no secret", async (field) => {
    for (const each of breakdowns(field).slice(0, 4))
      expect((await ask(members.get(role), each)).statusCode, `${each.url} ${field}`).toBe(200);
  });
});

describe.each(open)("%s, who may see people", (role) => {
  test.each(role === open.at(-1) ? fields : fields.slice(0, 1))("%s", async (field) => {
    const [asked] = takesTraits(field) ? conditions(field) : breakdowns(field);
    const answer = await ask(members.get(role), asked as Asked);
    expect(answer.statusCode, answer.body).not.toBe(403);
  });
});

test("of several queries, the one that may not be asked is refused and the others are not", async () => {
  const query = (field: string) => ({ metrics: [{ metric: "volume" }], breakdowns: [field], period });
  const filtered = {
    metrics: [{ metric: "volume" }],
    filter: { field: "properties.email", op: "eq", value: "x" },
    period,
  };
  const answer = await members.get("viewer")?.inject({
    ...{ method: "POST", url: "/api/v1/queries" },
    payload: { queries: [query("channel"), query("properties.user_id"), filtered].map((each) => ({ query: each })) },
  });
  const lines = (answer?.body ?? "").trim().split("\n");
  expect(lines.filter((line) => /"status":\s?403/.test(line))).toHaveLength(2);
});

test("what others saved is no way around it", async () => {
  const save = (query: object) => t.owner.inject({ method: "POST", url: "/api/v1/saved-queries", payload: query });
  for (const [name, more] of [
    ["by words", { breakdowns: ["properties.value_text"] }],
    ["of one", { filter: { field: "properties.userId", op: "eq", value: "ann" } }],
  ] as const) {
    const saved = await save({ name, query: { metrics: [{ metric: "volume" }], period, ...more } });
    const { id } = saved.json<{ id: string }>();
    const answer = await ask(members.get("viewer"), { url: `saved-queries/${id}/answer`, body: {} });
    expect(answer.statusCode, answer.body).toBe(403);
  }
});
