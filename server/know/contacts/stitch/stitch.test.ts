import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EventRow, events, eventTime, key64 } from "../../../log/events/events.ts";
import { wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { startTestApp, type TestApp } from "../../../testing/app.ts";
import { appendEvents } from "../../../testing/append-events.ts";
import { keyOfIdentifier, person } from "../contacts.ts";
import { joinProfiles, profileOf } from "../people/traits.ts";
import { identifierValue } from "./identifier-key.ts";
import { namedBy, nothingKnown, stitch } from "./stitch.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

interface Said {
  type: "identify" | "track" | "alias";
  user: string;
  anonymous: string;
  email: string;
  previous: string;
  plan: string | null | undefined;
  minute: number;
}

const said: fc.Arbitrary<Said> = fc.record({
  type: fc.constantFrom("identify", "track", "alias"),
  user: fc.constantFrom("", "u1", "u2", "u3"),
  anonymous: fc.constantFrom("", "v1", "v2", "v3", "null"),
  email: fc.constantFrom("", "", "a@x.com", "b@x.com"),
  previous: fc.constantFrom("v1", "v2", "u1", "u2"),
  plan: fc.constantFrom("free", "pro", null, undefined),
  minute: fc.nat(3),
});

function rowOf(workspace: string, each: Said, n: number, arrival: bigint): EventRow {
  const instant = new Date(Date.UTC(2026, 5, 1, 10, each.minute));
  const email = each.type === "identify" ? each.email : "";
  const traits = { ...(email ? { email } : {}), ...(each.plan === undefined ? {} : { plan: each.plan }) };
  const key = (kind: "user_id" | "email" | "anonymous_id", value: string) =>
    value ? keyOfIdentifier(workspace, kind, value) : "0";
  const identifierKey = [key("user_id", each.user), key("email", email), key("anonymous_id", each.anonymous)];
  return {
    workspace,
    event: each.type,
    day: "2026-06-01",
    message_key: key64(workspace, `m${n}`),
    message_id: `m${String(n).padStart(3, "0")}`,
    type: each.type,
    timestamp: eventTime(instant),
    received_at: eventTime(instant),
    arrival: arrival.toString(),
    came_by: "live",
    identifier_key: identifierKey.find((one) => one !== "0") ?? "0",
    user_id: each.user,
    anonymous_id: each.anonymous,
    group_id: "",
    source: "",
    channel: "",
    touchpoint: "",
    unit: "",
    unit_path: [],
    language: "",
    properties: JSON.stringify(
      each.type === "identify" ? traits : each.type === "alias" ? { previousId: each.previous } : {},
    ),
    context: "{}",
    feedback_type: "",
    feedback_question: "",
    feedback_submission: "",
    feedback_scale: 0,
    feedback_score: null,
    feedback_text: "",
  };
}

/** Who is who in a workspace, with the workspace's own keys spelled out so that two can be compared. */
async function picture(t: TestApp, workspace: string, owner: Awaited<ReturnType<TestApp["freshWorkspace"]>>["owner"]) {
  const { items } = await owner.request("GET /api/v1/contacts", { query: { limit: 200, sort: "name" } });
  const people = await Promise.all(
    items.map(async ({ id }) => {
      const one = await owner.request("GET /api/v1/contacts/:id", { params: { id } });
      return {
        name: one.name,
        traits: one.traits,
        identifiers: one.identifiers
          .map((each) => `${each.kind} ${each.value} ${each.evidence.kind} ${each.evidence.messageId}`)
          .sort(),
        conflicts: one.conflicts
          .map((each) => `${each.kind} ${each.value} ${each.contacts.map((who) => who.name).sort()}`)
          .sort(),
        seen: [one.firstSeenAt, one.lastSeenAt, one.scores.events],
      };
    }),
  );
  const counted = await t.system.analytics.ask<{ people: string }>(
    sql`select uniqExactIf(${person}, ${person} != 0) as people from ${events}`,
    { tenant: wholeOf(workspace) },
  );
  return { people: people.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)), counted };
}

it("answers alike however messages are batched and repeated", { timeout: 180_000 }, async () => {
  // Folding repeats before they are followed would leave only the last arrival of each.
  await t.system.analytics.command(sql`system stop merges events`);
  let clock = BigInt(t.clock.now().getTime()) * 4096n;
  const longest = 12;
  const script = fc.array(fc.tuple(said, fc.boolean(), fc.boolean()), { minLength: 2, maxLength: longest });
  const seed = Date.now();
  const begin = async (messages: [Said, boolean, boolean][]) => {
    const [single, batched] = [await t.freshWorkspace(), await t.freshWorkspace()];
    return { messages, single, batched, batch: [] as [Said, number][], again: [] as [Said, number][] };
  };
  const runs: Awaited<ReturnType<typeof begin>>[] = [];
  for (const messages of fc.sample(script, { numRuns: 12, seed })) runs.push(await begin(messages));
  // A batch arrives as it is sent and all at once: what turns up late has no place among what is newer.
  const sendBatches = async (which: readonly (typeof runs)[number][], rows: readonly EventRow[] = []) => {
    const arriving = (of: "batch" | "again") =>
      which.flatMap((run) => run[of].splice(0).map(([each, n]) => rowOf(run.batched.workspace.id, each, n, ++clock)));
    await appendEvents(t.system.analytics, [...rows, ...arriving("batch")]);
    await appendEvents(t.system.analytics, arriving("again"));
  };
  // Message by message in all workspaces at once: following takes about as long for one of them as for all.
  for (let n = 0; n < longest; n += 1) {
    const rows: EventRow[] = [];
    const ending: typeof runs = [];
    for (const run of runs) {
      const { messages, single, batch, again } = run;
      const [each, endsBatch, repeats] = messages[n] ?? [];
      if (!each) continue;
      rows.push(rowOf(single.workspace.id, each, n, ++clock));
      batch.push([each, n]);
      // A client that sends again what it sent before: the same message, arriving later.
      const earlier = messages[n >> 1]?.[0] ?? each;
      if (repeats) again.push([earlier, n >> 1]);
      if (endsBatch) ending.push(run);
    }
    await sendBatches(ending, rows);
    await t.settled();
  }
  await sendBatches(runs);
  await t.settled();
  for (const { messages, single, batched } of runs) {
    const expected = await picture(t, single.workspace.id, single.owner);
    const told = `seed ${seed}: ${JSON.stringify(messages)}`;
    expect(await picture(t, batched.workspace.id, batched.owner), told).toEqual(expected);
  }
  await t.system.analytics.command(sql`system start merges events`);
});

it("notices what turns up late, and goes on from where it was", async () => {
  const { workspace, owner } = await t.freshWorkspace();
  const now = BigInt(t.clock.now().getTime() + 3_600_000) * 4096n;
  const one = (user: string): Said => ({
    type: "identify",
    user,
    anonymous: "",
    email: "",
    previous: "u1",
    plan: undefined,
    minute: 1,
  });
  const follow = async (user: string, n: number, secondsAgo: number) => {
    const arrival = now - BigInt(secondsAgo * 1000) * 4096n;
    await appendEvents(t.system.analytics, [rowOf(workspace.id, one(user), n, arrival)]);
    await t.settled();
    const { items } = await owner.request("GET /api/v1/contacts", { query: {} });
    return items.map((each) => each.name).sort();
  };
  expect(await follow("first", 1, 0)).toEqual(["first"]);
  expect(await follow("late", 2, 60)).toEqual(["first", "late"]);
  expect(await follow("later", 3, 110)).toEqual(["first", "late", "later"]);
  expect(await follow("again", 4, 60)).toEqual(["again", "first", "late", "later"]);
});

it("changes nothing when a run of messages is applied again", () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 20 }), fc.nat(20), (messages, from) => {
      const once = apply(messages);
      const again = apply([...messages, ...messages.slice(from)], messages.length);
      expect(again).toEqual(once);
    }),
    { numRuns: 1000 },
  );
});

function apply(messages: readonly Said[], distinct = messages.length) {
  const known = nothingKnown("w");
  for (const [n, each] of messages.entries()) {
    // A repeat is told by its id: the ones behind the first run carry the ids they had there.
    const id = n < distinct ? n : distinct - (messages.length - n);
    const row = rowOf("w", each, id, 1n);
    const instant = new Date(Date.UTC(2026, 5, 1, 10, each.minute));
    const email = each.type === "identify" ? each.email : "";
    const message = {
      workspace: "w",
      type: each.type,
      messageId: row.message_id,
      instant,
      firstAt: instant,
      lastAt: instant,
      lastMessageId: row.message_id,
      userId: each.user,
      anonymousId: each.anonymous,
      email,
      previousId: each.type === "alias" ? each.previous : "",
      groupId: "",
      identifierKey: row.identifier_key,
      traits: each.type === "identify" ? JSON.parse(row.properties) : {},
      claim: "0",
    };
    stitch(known, message, namedBy(message));
  }
  return {
    identifiers: [...known.identifiers.values()].sort((a, b) => (a.identifierKey < b.identifierKey ? -1 : 1)),
    contacts: [...known.contacts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    conflicts: [...known.conflicts.keys()].sort(),
  };
}

it("joins profiles in any order, any number of times, to the same", () => {
  const profile = fc
    .tuple(
      fc.dictionary(fc.constantFrom("a", "b", "__proto__", "c"), fc.oneof(fc.nat(2), fc.constant(null))),
      fc.nat(3),
      fc.nat(50),
    )
    .map(([traits, time, id]) => ({ traits, time, id: `m${id}` }));
  fc.assert(
    fc.property(
      fc.uniqueArray(profile, { selector: (each) => each.id }),
      fc.infiniteStream(fc.nat()),
      (all, random) => {
        const join = (list: typeof all) =>
          list
            .map((each) => profileOf(each.traits, new Date(each.time), each.id))
            .reduce(joinProfiles, { traits: {}, traitTimes: {} });
        const shuffled = [...all, ...all.slice(1)]
          .map((each) => [random.next().value, each] as const)
          .sort((a, b) => a[0] - b[0]);
        expect(sorted(join(shuffled.map(([, each]) => each)))).toEqual(sorted(join(all)));
      },
    ),
  );
});

function sorted(profile: object) {
  return JSON.stringify(profile, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

it("names an address only where it acted or a user has it", () => {
  const message = {
    workspace: "w",
    userId: "",
    anonymousId: "v",
    previousId: "",
    email: "A@x.com",
    identifierKey: "7",
  };
  const named = (more: object) => namedBy({ ...message, ...more } as Parameters<typeof namedBy>[0]).email;
  const address = keyOfIdentifier("w", "email", identifierValue("email", "A@x.com"));
  expect(named({})).toBeNull();
  expect(named({ identifierKey: address })).toBe(address);
  expect(named({ userId: "u" })).toBe(address);
  expect(named({ userId: "u", email: "not an address" })).toBeNull();
});
