import { eq } from "drizzle-orm";
import { linkExamples } from "../access/links/links.examples.ts";
import { imports } from "../collect/imports/imports.tables.ts";
import { personalDataExamples } from "../know/personal-data/personal-data.examples.ts";
import { plain } from "../platform/files/pictures/pictures.fixture.ts";
import { mailExamples } from "../platform/mail/mail.examples.ts";
import { PASSWORD, type TestApp } from "./app.ts";
import { type AuditedExamples, callsOf } from "./examples.ts";
import { track } from "./messages.ts";
import { stuckDelivery, thingsOf } from "./things.ts";

const rule = { field: "event", op: "eq", value: "Order Completed" };
const period = { from: "2026-06-01", to: "2026-06-17" };
const steps = [{ condition: rule }, { condition: { field: "event", op: "eq", value: "Seen" } }];

/** What nobody may find in the audit log, planted in what the calls send. */
export const secrets = [
  ...[
    "Zelda Private",
    "zelda@example.com",
    "a word about Zelda",
    PASSWORD,
    "my new password 1",
    "guest.of@example.com",
  ],
  ...["tl_api_", "tl_write_"],
];
const [zelda, address, note] = secrets as [string, string, string];

/** A call of every endpoint that leaves a row in the audit log, by the endpoint's name; each is made when it is needed. */
export async function auditedCalls(t: TestApp): Promise<AuditedExamples> {
  const { owner } = t;
  const call = callsOf(owner);
  const ids = await thingsOf(t);
  const [first, second] = await strangers(t);
  let made = 0;
  const examples = { t, ids, call };
  const make = async (path: string, payload: object): Promise<string> =>
    (await owner.inject({ method: "POST", url: `/api/v1/${path}`, payload })).json<{ id: string }>().id;
  const bodies = {
    segments: { condition: { field: "traits.email", op: "eq", value: address } },
    personas: { segment: ids.segments, goals: [note], quotes: [{ text: note }] },
    touchpoints: { rule: { all: [rule, { field: "properties.name", op: "eq", value: zelda }] } },
    annotations: { happenedAt: "2026-06-10T10:00:00Z", touchpointId: ids.touchpoints },
    journeys: { phases: [{ id: "p", name: note, steps: [] }] },
    units: { kind: "site", parentId: ids.units },
    roles: { permissions: ["metrics:read"] },
    "saved-queries": {
      query: { metrics: [{ metric: "nps" }], filter: { field: "user_id", op: "eq", value: address } },
    },
  };
  const body = (path: keyof typeof bodies) => {
    made += 1;
    const key = path === "units" ? { key: `made-${made}` } : {};
    return { name: `Made ${made}`, description: note, ...key, ...bodies[path] };
  };
  const upload = () => ({
    as: owner,
    options: {
      method: "POST" as const,
      url: "/api/v1/imports?name=more.csv",
      headers: { "content-type": "application/octet-stream" },
      payload: `user,event,time\n${address},Seen,2026-06-10T10:00:00Z\n`,
    },
  });
  const uploaded = async () => (await owner.inject(upload().options)).json<{ id: string }>().id;
  const invited = async () => {
    made += 1;
    const email = `guest${made}@example.com`;
    return owner.request("POST /api/v1/invitations", { body: { email, role: "viewer" } });
  };
  const named = (path: keyof typeof bodies, one: string) => ({
    [`create${one}`]: () => call("POST", path, body(path)),
    [`update${one}`]: async () => call("PUT", `${path}/${await make(path, body(path))}`, body(path)),
    [`delete${one}`]: async () => call("DELETE", `${path}/${await make(path, body(path))}`),
  });
  const memberId = async () => {
    const { id } = await (await t.member("viewer")).request("GET /api/v1/me", {});
    return id;
  };
  const funnel = { query: { steps, period }, step: 0 };
  return {
    signIn: () => call("POST", "session", { email: "owner@example.com", password: PASSWORD }, t.anonymous),
    signOut: async () => call("DELETE", "session", undefined, await t.member("viewer")),
    signOutEverywhere: async () => call("DELETE", "sessions", undefined, await t.member("viewer")),
    changePassword: async () => {
      const passwords = { currentPassword: PASSWORD, newPassword: "my new password 1" };
      return call("POST", "me/password", passwords, await t.member("viewer"));
    },
    createWorkspace: () => call("POST", "workspaces", { name: "Another" }),
    updateWorkspace: () => call("PATCH", "workspace", { timezone: "Europe/Berlin" }),
    updateMember: async () => call("PATCH", `members/${await memberId()}`, { role: "analyst" }),
    removeMember: async () => call("DELETE", `members/${await memberId()}`),
    invite: () => call("POST", "invitations", { email: "guest.of@example.com", role: "viewer" }),
    revokeInvitation: async () => call("DELETE", `invitations/${(await invited()).invitation.id}`),
    acceptInvitation: async () => {
      const token = (await invited()).link.split("/").at(-1);
      const account = { name: "Guest", password: PASSWORD };
      return call("POST", `invitations/by-token/${token}/accept`, account, t.anonymous);
    },
    ...named("units", "Unit"),
    importUnits: () => call("POST", "units/import", { units: [{ key: `many-${made}`, name: "Many", kind: "site" }] }),
    ...named("roles", "Role"),
    createKey: () => call("POST", "keys", { name: "Reports", kind: "api", scopes: ["metrics:read"] }),
    revokeKey: async () => {
      const { key } = await owner.request("POST /api/v1/keys", { body: { name: "Old", kind: "write" } });
      return call("DELETE", `keys/${key.id}`);
    },
    ...linkExamples(examples),
    ...mailExamples(examples),

    updateAuditRetention: () => call("PUT", "audit/retention", { days: 365 }),
    exportAudit: () => call("GET", "audit/export?format=jsonl"),
    createBackup: () => call("POST", "backup"),
    retryDelivery: async () => call("POST", `deliveries/${await stuckDelivery(t, "retried")}/retry`),
    dropDelivery: async () => call("DELETE", `deliveries/${await stuckDelivery(t, "dropped")}`),

    uploadFile: async () => ({
      as: owner,
      options: {
        method: "POST",
        url: "/api/v1/files?purpose=persona_picture&name=zelda.png",
        headers: { "content-type": "application/octet-stream" },
        payload: plain["image/png"],
      },
    }),
    createImport: async () => upload(),
    getImport: () => call("GET", `imports/${ids.imports}`),
    previewImport: () => call("POST", `imports/${ids.imports}/preview`, {}),
    startImport: async () => {
      const mapping = { event: { value: "X" }, time: { column: "time", format: "iso" } };
      return call("POST", `imports/${await uploaded()}/start`, { mapping, dryRun: true });
    },
    cancelImport: async () => {
      const id = await uploaded();
      await t.system.db.update(imports).set({ status: "queued" }).where(eq(imports.id, id));
      return call("POST", `imports/${id}/cancel`);
    },
    getImportRejects: () => call("GET", `imports/${ids.imports}/rejects`),
    deleteImport: async () => call("DELETE", `imports/${await uploaded()}`),

    deleteTestEvents: () => call("DELETE", "events/tests"),
    listRecentEvents: () => call("GET", "events/recent"),
    previewRule: () => call("POST", "events/preview", { rule }),
    listContacts: () => call("GET", `contacts?search=${address}`),
    getContact: () => call("GET", `contacts/${first}`),
    listContactTimeline: () => call("GET", `contacts/${first}/timeline`),
    mergeContacts: () => call("POST", `contacts/${first}/merge`, { merged: second, reason: note }),
    undoMerge: () => call("DELETE", `merges/${ids.merges}`),
    ...personalDataExamples({ t, ids, call }),
    listAccounts: () => call("GET", "accounts"),
    getAccount: () => call("GET", "accounts/acme"),
    listAccountPeople: () => call("GET", "accounts/acme/people"),
    listAccountEvents: () => call("GET", "accounts/acme/events"),

    ...named("segments", "Segment"),
    listSegmentMembers: () => call("GET", `segments/${ids.segments}/members`),
    previewSegment: () => call("POST", "segments/preview", { condition: { did: { event: "Order Completed" } } }),
    listSegmentQuotes: () => call("GET", `segments/${ids.segments}/quotes`),
    ...named("personas", "Persona"),
    ...named("touchpoints", "Touchpoint"),
    ...named("annotations", "Annotation"),
    ...named("journeys", "Journey"),
    exportJourney: () => call("GET", `journeys/${ids.journeys}/export`),
    importJourney: () => {
      const touchpoint = { id: "t", name: "Brought along", description: note, channels: [], rule };
      const phases = [{ id: "p", name: "P", steps: [{ id: "s", name: "S", touchpointId: "t" }] }];
      const journey = { schema: "throughline.journey/1", name: "Brought", description: "", phases };
      return call("POST", "journeys/import", { journey, touchpoints: [touchpoint], personas: [] });
    },
    listStepPeople: () => call("POST", `journeys/${ids.journeys}/steps/s/people`, { period }),
    ...named("saved-queries", "SavedQuery"),
    updateOverview: () => call("PUT", "overview", { tiles: [] }),

    listFunnelPeople: () => call("POST", "query/funnel/people", funnel),
    listRetentionPeople: () =>
      call("POST", "query/retention/people", { query: { period, interval: "month", intervals: 1 }, cohort: 0 }),
    listPathsPeople: async () => {
      const query = { anchor: { from: { condition: rule } }, naming: { by: "event" }, period };
      const drawn = (await owner.inject({ method: "POST", url: "/api/v1/query/paths", payload: query })).json();
      const { kind, name } = drawn.columns[0].nodes[0];
      return call("POST", "query/paths/people", { query, column: 0, node: { kind, name } });
    },
    listProcessPeople: () =>
      call("POST", "query/process/people", {
        query: { naming: { by: "event" }, period },
        of: { activity: "Order Completed" },
      }),
    exportProcess: () => call("POST", "query/process/export?format=csv", { naming: { by: "event" }, period }),
    exportPeople: () => call("POST", "people/csv", { of: { funnel } }),
    saveSegmentOfPeople: () => call("POST", "people/segment", { name: "The people", of: { funnel } }),
  };
}

/** Two customers with names and addresses; somebody of the segment has said something. */
async function strangers({ owner, key, track: send }: TestApp): Promise<string[]> {
  const { secret } = await key("write");
  const timestamp = "2026-06-11T10:00:00Z";
  await send(secret, [
    { type: "identify", userId: "z", messageId: "z", traits: { name: zelda, email: address }, timestamp },
    { type: "identify", userId: "y", messageId: "y", traits: { name: "Yves Private" }, timestamp },
    track("ann", "Feedback Received", timestamp, {
      ...{ source_type: "survey", source_id: "s", submission_id: "1", field_id: "why", field_type: "text" },
      value_text: note,
    }),
  ]);
  const { items } = await owner.request("GET /api/v1/contacts", { query: { search: "" } });
  return ["Zelda Private", "Yves Private"].map((name) => items.find((each) => each.name === name)?.id ?? "");
}
