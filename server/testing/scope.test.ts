import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../contracts/api.ts";
import type { Endpoint } from "../../contracts/endpoint.ts";
import { takesTheWhole } from "../../contracts/words/permissions.ts";
import { type Caller, startTestApp, type TestApp } from "./app.ts";
import type { Asked } from "./examples.ts";
import { track } from "./messages.ts";
import { nouns, thingsOf } from "./nouns.ts";
import { northAndSouth } from "./scope.fixture.ts";

// Every endpoint of the contract, whatever is added to it later, asked by who sees the north only.
const endpoints: [string, Endpoint][] = Object.entries(api);
const permitted = endpoints.filter(([, { access }]) => access !== "public" && access !== "signedIn");
const [whole, cut] = [
  permitted.filter(([, { access }]) => takesTheWhole(access)),
  permitted.filter(([, { access }]) => !takesTheWhole(access)),
];

const sayNothing = new Set(nouns.flatMap(({ sayNothing = [] }) => sayNothing as string[]));
const tell = new Set(nouns.flatMap(({ tell = [] }) => tell as string[]));
const asked = new Map(nouns.flatMap(({ asked = {} }) => Object.entries(asked)));
const refused = new Map(nouns.flatMap(({ refused = {} }) => Object.entries(refused)));

let t: TestApp;
let told: Awaited<ReturnType<typeof northAndSouth>>;
let ids: Record<string, string>;
beforeAll(async () => {
  t = await startTestApp();
  ids = await thingsOf(t);
  told = await northAndSouth(t);
});
afterAll(() => t.close());

let sent = 0;

function send(caller: Caller, endpoint: Endpoint, { url, payload }: Asked) {
  const path = url === undefined ? endpoint.path : `/api/v1/${url}`;
  const known: Record<string, string> = {
    NORTH: told.north.id,
    BOTH: told.contacts.both,
    SEGMENT: ids.segments ?? "",
    JOURNEY: ids.journeys ?? "",
    TOUCHPOINT: ids.touchpoints ?? "",
    SAVED: ids["saved-queries"] ?? "",
    QUESTION: ids.questions ?? "",
    UNIQUE: String(sent),
  };
  sent += 1;
  const named = (text: string) => Object.entries(known).reduce((all, [name, id]) => all.replaceAll(name, id), text);
  const body = payload === undefined ? (endpoint.body ? {} : undefined) : JSON.parse(named(JSON.stringify(payload)));
  return caller.inject({ method: endpoint.method, url: named(path), ...(body ? { payload: body } : {}) });
}

const both = () => [told.manager, told.key];

describe("what concerns the whole workspace is refused, with the reason", () => {
  test.each(whole)("%s", async (_name, endpoint) => {
    for (const caller of both()) {
      const path = endpoint.path.replaceAll(/:\w+/g, "0190a000-0000-7000-8000-000000000000");
      const answer = await send(caller, { ...endpoint, path }, {});
      expect(answer.statusCode, answer.body).toBe(403);
      expect(answer.json().detail).toContain("whole workspace");
    }
  });
});

describe("what is not of the whole is cut, or says nothing of what happened", () => {
  test.each(cut)("%s", async (name, endpoint) => {
    if (sayNothing.has(name)) return;
    const ways = asked.get(name);
    expect(
      ways,
      `${name} is asked nowhere: say how in the "asked" of its examples, or that it says nothing`,
    ).toBeDefined();
    for (const way of ways ?? [])
      for (const caller of both()) {
        const answer = await send(caller, endpoint, way);
        expect(answer.statusCode, answer.body).toBe(refused.get(name) ?? endpoint.status);
        expect(answer.body).not.toMatch(/south|nowhere-user/i);
        expect(answer.body).not.toContain(told.contacts.south);
      }
    if (!tell.has(name)) return;
    const answers = await Promise.all((ways ?? []).map((way) => send(t.owner, endpoint, way)));
    expect(answers.map(({ body }) => body).join()).toMatch(new RegExp(`south|${told.contacts.south}`, "i"));
  });
});

describe("things of another unit are not there", () => {
  const things = () => ({
    units: [told.south.id, told.shops.south.id],
    contacts: [told.contacts.south],
    accounts: ["south-acme"],
    merges: [ids.merges ?? ""],
  });
  const addressed = cut.filter(([, { path }]) => /\/(units|contacts|accounts|merges)\/:id/.test(path));
  test.each(addressed)("%s", async (_name, endpoint) => {
    const noun = (endpoint.path.split("/")[3] ?? "") as keyof ReturnType<typeof things>;
    for (const id of things()[noun])
      for (const caller of both()) {
        const payload = { merged: told.contacts.both, reason: "the same" };
        const ask = (which: string) =>
          send(caller, { ...endpoint, path: endpoint.path.replace(":id", which) }, { payload });
        const answer = await ask(id);
        expect(answer.statusCode, answer.body).toBe(404);
        const missing = await ask(noun === "contacts" ? "12345" : "0190a000-0000-7000-8000-000000000000");
        expect({ ...missing.json<object>(), requestId: "" }).toEqual({ ...answer.json<object>(), requestId: "" });
      }
  });

  test("nor can they be merged into what is", async () => {
    const merge = { url: "contacts/BOTH/merge", payload: { merged: told.contacts.south, reason: "the same" } };
    for (const caller of both()) expect((await send(caller, api.mergeContacts, merge)).statusCode).toBe(404);
  });
});

describe("a customer of two units", () => {
  test("is seen in both, each with what happened there", async () => {
    const southern = await t.member("analyst", t.workspace.id, [told.south.id]);
    const words = { [told.north.key]: told.manager, [told.south.key]: southern };
    for (const [place, caller] of Object.entries(words)) {
      const contact = await caller.request("GET /api/v1/contacts/:id", { params: { id: told.contacts.both } });
      expect(contact.scores).toMatchObject({ events: 3, orders: 1, nps: place === "south" ? 0 : 10 });
      const { items } = await caller.request("GET /api/v1/contacts/:id/timeline", {
        params: { id: told.contacts.both },
        query: {},
      });
      expect(new Set(items.map(({ unit }) => unit))).toEqual(new Set([`${place}-shop`]));
      const { items: people } = await caller.request("GET /api/v1/contacts", { query: { sort: "name" } });
      expect(people.map(({ name }) => name).sort()).toEqual([`Pat ${place}`, "both"].sort());
    }
    const everywhere = await t.member("analyst", t.workspace.id, [told.south.id, told.north.id]);
    const whole = await everywhere.request("GET /api/v1/contacts/:id", { params: { id: told.contacts.both } });
    expect(whole.scores.events).toBe(6);
  });
});

describe("what speaks of more than is seen", () => {
  test("a merge that was undone is shown to who sees both", async () => {
    const params = { id: told.contacts.both };
    const body = { merged: told.contacts.south, reason: "southern reasons" };
    const { id } = await t.owner.request("POST /api/v1/contacts/:id/merge", { params, body });
    await t.owner.request("DELETE /api/v1/merges/:id", { params: { id } });
    for (const [caller, found] of [
      [t.owner, 1],
      [told.manager, 0],
    ] as const) {
      const { merges: shown } = await caller.request("GET /api/v1/contacts/:id", { params });
      expect(shown.filter(({ reason }) => reason === "southern reasons")).toHaveLength(found);
    }
  });

  test("the quote of a persona is read without whose it is", async () => {
    const { id: segment } = await t.owner.request("POST /api/v1/segments", {
      body: { name: "Southerners", condition: { field: "traits.name", op: "eq", value: "Pat south" } },
    });
    const { items } = await t.owner.request("GET /api/v1/segments/:id/quotes", { params: { id: segment }, query: {} });
    const quotes = items.slice(0, 1);
    expect(quotes[0]?.source?.contactId).toBe(told.contacts.south);
    const { id } = await t.owner.request("POST /api/v1/personas", { body: { name: "Southerner", segment, quotes } });
    const seen = await told.manager.request("GET /api/v1/personas/:id", { params: { id } });
    expect(seen.quotes[0]).toMatchObject({ text: "words of the south", source: { contactId: "" } });
  });
});

describe("while somebody looks", () => {
  test("a unit that moves away is gone with the next request, and one that comes is there", async () => {
    const { owner } = t;
    const region = await owner.request("POST /api/v1/units", { body: { key: "east", name: "East", kind: "region" } });
    const other = await owner.request("POST /api/v1/units", { body: { key: "west", name: "West", kind: "region" } });
    const shop = { key: "corner", name: "Corner", kind: "shop" };
    const unit = await owner.request("POST /api/v1/units", { body: { ...shop, parentId: region.id } });
    const { secret } = await t.key("write");
    await t.track(secret, [track("eve", "Visited", "2026-06-10T10:00:00Z", {}, { context: { unit: "corner" } })]);
    const [eastern, western] = [
      await t.member("analyst", t.workspace.id, [region.id]),
      await t.member("analyst", t.workspace.id, [other.id]),
    ];
    const sees = async (caller: Caller) => {
      const { items: units } = await caller.request("GET /api/v1/units", {});
      const { items: events } = await caller.request("GET /api/v1/events/recent", { query: {} });
      const { items: contacts } = await caller.request("GET /api/v1/contacts", { query: {} });
      return [units.some(({ key }) => key === "corner"), events.length === 1, contacts.length === 1];
    };
    expect(await sees(eastern)).toEqual([true, true, true]);
    expect(await sees(western)).toEqual([false, false, false]);
    await owner.request("PUT /api/v1/units/:id", {
      params: { id: unit.id },
      body: { name: "Corner", kind: "shop", parentId: other.id },
    });
    expect(await sees(eastern)).toEqual([false, false, false]);
    expect(await sees(western)).toEqual([true, true, true]);
    // Who is limited to the shop itself goes on seeing it, wherever it stands.
    const { id } = await western.request("GET /api/v1/me", {});
    await owner.request("PATCH /api/v1/members/:id", { params: { id }, body: { units: [unit.id] } });
    expect(await sees(western)).toEqual([true, true, true]);
    await owner.request("PATCH /api/v1/members/:id", { params: { id }, body: { units: null } });
    expect((await western.request("GET /api/v1/events/recent", { query: {} })).items.length).toBeGreaterThan(10);
  });
});
