import { type APIRequestContext, request } from "playwright-core";
import { expect } from "vitest";
import type { Program } from "./program.ts";

/** Somebody in a workspace of a test. */
export interface Member {
  name: string;
  email: string;
  password: string;
  /** The workspace's id. */
  workspace: string;
}

const PASSWORD = "a few plain words";
let made = 0;

/** The one who runs the system and lets all others in. */
export const root = { name: "Root", email: "root@example.com", password: PASSWORD };

/** Sets a program up with its root. */
export async function setUp({ url }: Program): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  await post(api, "/api/v1/setup", { ...root, workspace: "First", timezone: "UTC" });
  return api;
}

/** A workspace of their own for a test, so that it begins with nothing whatever others left. */
export async function newOwner(api: APIRequestContext): Promise<Member> {
  const workspace = await post<{ id: string }>(api, "/api/v1/workspaces", { name: "Lantern Goods", timezone: "UTC" });
  return letIn(api, workspace.id, { name: "Olive Owner", role: "owner" });
}

/** Somebody new in the workspace of a test, by invitation. */
export async function letIn(
  api: APIRequestContext,
  workspace: string,
  { name, role }: { name: string; role: "owner" | "viewer" },
): Promise<Member> {
  made += 1;
  const email = `${role}${made}@example.com`;
  const { link } = await post<{ link: string }>(
    api,
    "/api/v1/invitations",
    { email, role },
    { "x-workspace": workspace },
  );
  const token = link.split("/").at(-1);
  // Signed in as whoever invites, one would join oneself.
  const { origin } = new URL(link);
  const theirs = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  await post(theirs, `/api/v1/invitations/by-token/${token}/accept`, { name, password: PASSWORD });
  await theirs.dispose();
  return { name, email, password: PASSWORD, workspace };
}

/** Somebody signs up and orders, as a shop's server tells it. */
export async function sendOrder(api: APIRequestContext, { workspace }: Member): Promise<void> {
  const headers = { "x-workspace": workspace };
  const { secret } = await post<{ secret: string }>(api, "/api/v1/keys", { name: "Till", kind: "write" }, headers);
  const who = { name: "Ada Example", email: "ada@example.com", plan: "family" };
  const order = { event: "Order Completed", properties: { total: 49.9, currency: "EUR" }, context: { channel: "web" } };
  const batch = [
    { type: "identify", userId: "u-1", traits: who },
    { type: "track", userId: "u-1", ...order },
  ];
  await post(api, "/v1/batch", { batch }, { authorization: `Basic ${btoa(`${secret}:`)}` });
  const known = async () => (await (await api.get("/api/v1/contacts", { headers })).text()).includes(who.name);
  await expect.poll(known, { timeout: 60_000 }).toBe(true);
}

async function post<T>(api: APIRequestContext, url: string, data: object, headers = {}): Promise<T> {
  const answer = await api.post(url, { data, headers });
  expect(answer.ok(), `${url}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}
