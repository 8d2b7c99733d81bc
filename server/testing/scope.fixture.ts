import type { Caller, TestApp } from "./app.ts";
import { feedback, track } from "./messages.ts";

const day = "2026-06-10";

/** What happened in one of two units that share nothing but a customer: everything about it says which. */
function happenings(place: string): object[] {
  const context = { unit: `${place}-shop`, channel: `${place}line` };
  const said = (user: string, hour: number, event: string, properties: object = {}) =>
    track(
      user,
      event,
      `${day}T${String(hour).padStart(2, "0")}:00:00Z`,
      { place, touchpoint: `${place} desk`, ...properties },
      { context },
    );
  const user = `${place}-user`;
  const about = { userId: user, messageId: `identify-${place}`, timestamp: `${day}T09:00:00Z`, context };
  return [
    { type: "identify", ...about, traits: { name: `Pat ${place}`, email: `pat@${place}.example` } },
    {
      ...about,
      type: "group",
      messageId: `group-${place}`,
      groupId: `${place}-acme`,
      traits: { name: `${place} Ltd` },
    },
    said(user, 10, "Order Completed", { total: "10", order_id: `${place}-1` }),
    said(user, 11, "Delivered", { order_id: `${place}-1` }),
    said(user, 12, `Only ${place}`),
    said("both", 13, "Order Completed", { note: place }),
    said("both", 14, "Delivered"),
    {
      ...feedback(user, "csat", place === "south" ? 1 : 5, `${day}T15:00:00Z`, { value_text: `words of the ${place}` }),
      context,
    },
    { ...feedback("both", "nps", place === "south" ? 0 : 10, `${day}T16:00:00Z`), context },
  ];
}

/** A workspace of a north and a south, and who sees the north only: by session and by key. */
export async function northAndSouth(t: TestApp) {
  const { owner } = t;
  const draw = (key: string, parentId: string | null) =>
    owner.request("POST /api/v1/units", {
      body: { key, name: `The ${key}`, kind: parentId ? "shop" : "region", parentId },
    });
  const [north, south] = [await draw("north", null), await draw("south", null)];
  const shops = { north: await draw("north-shop", north.id), south: await draw("south-shop", south.id) };
  const { secret } = await t.key("write");
  const nowhere = track("nowhere-user", "Order Completed", `${day}T10:00:00Z`, { place: "south, for all we know" });
  await t.track(secret, [...happenings("north"), ...happenings("south"), nowhere]);
  const { items } = await owner.request("GET /api/v1/contacts", {});
  const contactOf = (name: string) => items.find((each) => each.name === name)?.id ?? "";
  const contacts = { north: contactOf("Pat north"), south: contactOf("Pat south"), both: contactOf("both") };
  const manager = await t.member("admin", t.workspace.id, [north.id]);
  const key = await keyOf(t, [north.id]);
  return { north, south, shops, contacts, manager, key };
}

/** A key that may do all its maker may, within some units. */
async function keyOf(t: TestApp, units: string[]): Promise<Caller> {
  const made = await t.owner.request("POST /api/v1/keys", { body: { name: "Of some units", kind: "api", units } });
  const headers = { authorization: `Bearer ${made.secret}` };
  return {
    headers,
    request: t.anonymous.request,
    inject: (options) => t.app.inject({ ...options, headers: { ...headers, ...options.headers } }),
  };
}
