import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonaFields } from "../../../contracts/understand/personas.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback, track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

function create(owner: Caller, body: Partial<PersonaFields> & { name: string }) {
  return owner.request("POST /api/v1/personas", { body });
}

const says = (who: string, text: string, instant: string, type = "text") =>
  track(who, "Feedback Received", instant, {
    ...{ source_type: "survey", source_id: "s", submission_id: `${who} ${instant}`, field_id: "why", field_type: type },
    value_text: text,
  });

/** Ann and Bob bought, and said something; Cid only said something. */
async function buyers() {
  const fresh = await t.freshWorkspace();
  await t.track(fresh.writeKey, [
    track("ann", "Order Completed", "2026-06-01T10:00:00Z"),
    track("bob", "Order Completed", "2026-06-01T10:00:00Z"),
    says("ann", "The parcel came late", "2026-06-02T10:00:00Z"),
    says("bob", "Good shoes", "2026-06-03T10:00:00Z"),
    says("ann", "red", "2026-06-04T10:00:00Z", "categorical"),
    says("bob", "Long ago", "2025-01-03T10:00:00Z"),
    says("cid", "I only look", "2026-06-05T10:00:00Z"),
    feedback("ann", "nps", 3, "2026-06-02T10:00:00Z"),
  ]);
  const segment = await fresh.owner.request("POST /api/v1/segments", {
    body: { name: "Buyers", condition: { did: { event: "Order Completed" } } },
  });
  const quotes = (search?: string) =>
    fresh.owner.request("GET /api/v1/segments/:id/quotes", { params: { id: segment.id }, query: { search } });
  return { ...fresh, segment, quotes };
}

describe("personas", () => {
  it("are made, read, listed by name, changed and deleted", async () => {
    const { owner } = await t.freshWorkspace();
    const sheet = {
      ...{ description: "Two children, one hour.", goals: ["Be done by eight"], needs: ["One list"] },
      ...{ frustrations: ["Waiting"], channels: ["app"], portrait: { style: "hills" as const, seed: "k3" } },
      kpis: [{ metric: "nps" }, { metric: "csat", variant: "mean" }],
    };
    const made = await create(owner, { name: "Busy parent", ...sheet });
    expect(made).toMatchObject({ name: "Busy parent", ...sheet, segment: null, quotes: [], revision: 1 });
    const plain = await create(owner, { name: "a plain one" });
    expect(plain).toMatchObject({ portrait: { style: "figure", seed: "a" }, goals: [], kpis: [] });
    const { items } = await owner.request("GET /api/v1/personas", {});
    expect(items.map(({ name }) => name)).toEqual(["a plain one", "Busy parent"]);
    const params = { id: made.id };
    const save = (ifMatch: number, name: string) =>
      owner.request("PUT /api/v1/personas/:id", { params, ifMatch, body: { name, goals: ["Rest"] } });
    expect(await save(1, "Tired parent")).toMatchObject({ revision: 2, goals: ["Rest"], kpis: [] });
    await expect(save(1, "Late")).rejects.toEqual(problem("stale_revision"));
    await expect(save(2, "A PLAIN ONE")).rejects.toEqual(problem("name_taken"));
    await owner.request("DELETE /api/v1/personas/:id", { params });
    await expect(owner.request("GET /api/v1/personas/:id", { params })).rejects.toEqual(problem("not_found"));
  });

  it("quote what people of their segment really said", async () => {
    const { owner, workspace, segment, quotes } = await buyers();
    const { items } = await quotes();
    expect(items.map(({ text }) => text)).toEqual(["Good shoes", "The parcel came late"]);
    expect((await quotes("PARCEL")).items).toHaveLength(1);
    const [, late] = items;
    const { items: contacts } = await owner.request("GET /api/v1/contacts", {});
    const ann = contacts.find(({ name }) => name === "ann")?.id;
    expect(late?.source).toMatchObject({ contactId: ann, at: "2026-06-02T10:00:00.000Z" });

    const chosen = { text: "The parcel came early", source: { event: late?.source.event ?? "" } };
    const typed = { text: "I have no time", source: null };
    const made = await create(owner, { name: "P", segment: segment.id, quotes: [chosen, typed] });
    expect(made.quotes).toEqual([{ text: "The parcel came late", source: late?.source }, typed]);
    // Kept when it comes back, whatever is sent of it.
    const again = await owner.request("PUT /api/v1/personas/:id", {
      params: { id: made.id },
      body: { ...made, quotes: [typed, chosen] },
    });
    expect(again.quotes).toEqual([typed, made.quotes[0]]);

    const viewer = await t.member("viewer", workspace.id);
    const seen = await viewer.request("GET /api/v1/personas/:id", { params: { id: made.id } });
    expect(seen.quotes[1]).toEqual({ text: "The parcel came late", source: { ...late?.source, contactId: "" } });
  });

  it("are offered sentences that can be saved and travel as they are, and no blanks", async () => {
    const { owner, writeKey, segment, quotes } = await buyers();
    const long = `\u00a0\n${"a".repeat(599)}${"😀".repeat(300)}`;
    await t.track(writeKey, [
      says("ann", " \n\u00a0\u3000\ufeff\v", "2026-06-06T10:00:00Z"),
      says("ann", long, "2026-06-07T10:00:00Z"),
      says("bob", "😀".repeat(400), "2026-06-08T10:00:00Z"),
    ]);
    const offered = (await quotes()).items.slice(0, 3);
    expect(offered.map(({ text }) => text)).toEqual(["😀".repeat(300), "a".repeat(599), "Good shoes"]);
    const made = await create(owner, { name: "P", segment: segment.id, quotes: offered });
    expect(made.quotes.map(({ text }) => text)).toEqual(offered.map(({ text }) => text));
    const again = { params: { id: made.id }, body: { ...made, description: "Changed" } };
    expect((await owner.request("PUT /api/v1/personas/:id", again)).quotes).toEqual(made.quotes);
    const { id } = await owner.request("POST /api/v1/journeys", { body: { name: "J", personas: [made.id] } });
    const file = await owner.request("GET /api/v1/journeys/:id/export", { params: { id } });
    expect(file.personas[0]?.quotes).toEqual(made.quotes.map(({ text }) => text));
  });

  it("take new sentences of customers only from who may read what those said", async () => {
    const { owner, workspace, segment, quotes } = await buyers();
    const [good, late] = (await quotes()).items;
    const key = await t.key("api", ["personas:read", "personas:edit"], workspace.id);
    const typed = { text: "I have no time", source: null };
    const body = { name: "P", segment: segment.id, quotes: [typed, { text: "-", source: late?.source ?? null }] };
    await expect(create(key, body)).rejects.toEqual(
      expect.objectContaining({
        problem: expect.objectContaining({
          status: 403,
          fields: [expect.objectContaining({ path: "quotes.1.source" })],
        }),
      }),
    );
    const params = { id: (await create(owner, body)).id };
    // What it holds already may stay.
    const kept = await key.request("PUT /api/v1/personas/:id", { params, body: { ...body, goals: ["Rest"] } });
    expect(kept).toMatchObject({ goals: ["Rest"], quotes: [typed, { text: "The parcel came late" }] });
    const more = { ...body, quotes: [{ text: "-", source: good?.source ?? null }] };
    await expect(key.request("PUT /api/v1/personas/:id", { params, body: more })).rejects.toEqual(
      problem("quote_names_customers"),
    );
  });

  it("refuse what is not there, where it is asked for", async () => {
    const { owner, segment } = await buyers();
    const foreign = await t.freshWorkspace();
    const refused = (body: object, by = owner) => expect(create(by, { name: "X", ...body })).rejects;
    await refused({ quotes: [{ text: "a", source: { event: "1" } }] }).toEqual(problem("unknown_quote"));
    await refused({ quotes: [{ text: "a", source: { event: "99999999999999999999" } }] }).toEqual(
      problem("unknown_quote"),
    );
    await refused({ segment: segment.id }, foreign.owner).toEqual(problem("unknown_record"));
    await refused({ kpis: [{ metric: "joy" }] }).toEqual(problem("unknown_metric"));
    await refused({ kpis: Array(7).fill({ metric: "nps" }) }).toEqual(problem("invalid_request"));
    await refused({ portrait: { style: "photo", seed: "a" } }).toEqual(problem("invalid_request"));
    await refused({ goals: ["x".repeat(241)] }).toEqual(problem("invalid_request"));
  });

  it("keep their segment from being deleted", async () => {
    const { owner, segment } = await buyers();
    const { id } = await create(owner, { name: "Busy parent", segment: segment.id });
    const remove = () => owner.request("DELETE /api/v1/segments/:id", { params: { id: segment.id } });
    await expect(remove()).rejects.toEqual(problem("in_use"));
    await expect(remove()).rejects.toThrow(/"Busy parent"/);
    await owner.request("DELETE /api/v1/personas/:id", { params: { id } });
    await expect(remove()).resolves.toBeUndefined();
  });
});

describe("personas of a journey", () => {
  it("are there when it is saved, and are not deleted while it has them", async () => {
    const { owner } = await t.freshWorkspace();
    const { id } = await create(owner, { name: "Busy parent" });
    const journey = await owner.request("POST /api/v1/journeys", { body: { name: "First order", personas: [id] } });
    expect(journey.document.personas).toEqual([id]);
    const { items } = await owner.request("GET /api/v1/journeys", {});
    expect(items[0]?.personas).toEqual([id]);
    const remove = () => owner.request("DELETE /api/v1/personas/:id", { params: { id } });
    await expect(remove()).rejects.toEqual(problem("in_use"));
    await expect(remove()).rejects.toThrow(/"First order"/);
    const save = (personas: string[]) =>
      owner.request("PUT /api/v1/journeys/:id", {
        params: { id: journey.id },
        body: { name: "First order", personas },
      });
    await expect(save([id, "0190a000-0000-7000-8000-000000000000"])).rejects.toThrow(/personas\.1/);
    await expect(save([id, id])).rejects.toEqual(problem("invalid_request"));
    await save([]);
    await expect(remove()).resolves.toBeUndefined();
    await expect(save([id])).rejects.toEqual(problem("unknown_record"));
  });

  it("travel in its file, and are taken by name where they are known", async () => {
    const { owner, segment, quotes } = await buyers();
    const [said] = (await quotes()).items;
    const source = { event: said?.source.event ?? "" };
    const persona = await create(owner, {
      ...{ name: "Busy parent", goals: ["Rest"], segment: segment.id, quotes: [{ text: "-", source }] },
    });
    const { id } = await owner.request("POST /api/v1/journeys", { body: { name: "J", personas: [persona.id] } });
    const file = await owner.request("GET /api/v1/journeys/:id/export", { params: { id } });
    expect(file.personas).toMatchObject([{ id: persona.id, name: "Busy parent", quotes: ["Good shoes"] }]);
    expect(JSON.stringify(file)).not.toContain(said?.source.contactId);

    const take = (by: Caller, body = file) => by.request("POST /api/v1/journeys/import", { body });
    expect((await take(owner)).document.personas).toEqual([persona.id]);
    const elsewhere = (await t.freshWorkspace()).owner;
    const moved = await take(elsewhere);
    const { items } = await elsewhere.request("GET /api/v1/personas", {});
    expect(moved.document.personas).toEqual([items[0]?.id]);
    expect(items).toMatchObject([
      { name: "Busy parent", goals: ["Rest"], segment: null, quotes: [{ text: "Good shoes", source: null }] },
    ]);
    await expect(take(elsewhere, { ...file, personas: [] })).rejects.toEqual(problem("file_lacks_persona"));
    const { personas: _, ...old } = file;
    const before = { ...old, journey: { ...file.journey, personas: undefined } };
    expect((await elsewhere.request("POST /api/v1/journeys/import", { body: before })).document.personas).toEqual([]);
  });
});
