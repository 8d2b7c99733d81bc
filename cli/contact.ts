import { writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Erasure } from "../contracts/know/personal-data.ts";
import { pageLanguages } from "../contracts/know/privacy-links.ts";
import { command, UsageError } from "./command.ts";
import { plainName } from "./plain-name.ts";
import { type Target, targetArgs, within } from "./target.ts";

const LOOK_MILLISECONDS = 500;
const json = { type: "boolean", description: "Print JSON" } as const;
const contact = {
  type: "positional",
  required: true,
  description: "Id, e-mail address or user id of the contact",
} as const;
const leaving = {
  contact,
  now: { type: "boolean", description: "Without the days of grace: it cannot be cancelled" },
  wait: { type: "boolean", description: "With --now: wait until it is done, and print the receipt" },
  ...targetArgs,
  json,
} as const;

export const showContactData = command({
  description: "Say what is kept of a contact, by kind.",
  args: { contact, ...targetArgs, json },
  examples: ["contact data ann@example.org --data DIR"],
  run: async ({ contact, json, ...where }) =>
    within(where, async (target) => {
      const params = { id: await idOf(target, contact) };
      const kept = await target.request("GET /api/v1/contacts/:id/personal-data", { params });
      if (json) return console.info(JSON.stringify(kept));
      for (const { kind, count } of kept.counts) console.info(`${kind}\t${count}`);
      if (kept.restriction) console.info(`restricted since ${kept.restriction.since}`);
      if (kept.erasure) console.info(`${kept.erasure.mode} ${kept.erasure.status}, due ${kept.erasure.dueAt}`);
    }),
});

export const exportContact = command({
  description: "Save everything that is kept of a contact as a ZIP file: JSON and a page.",
  args: {
    contact,
    file: { type: "positional", required: true, description: "File to write" },
    ...targetArgs,
  },
  examples: ["contact export ann@example.org ann.zip --url http://127.0.0.1:3400 --key KEY"],
  run: async ({ contact, file, ...where }) =>
    within(where, async (target) => {
      const id = await idOf(target, contact);
      const answer = await target.send(`/api/v1/contacts/${id}/personal-data/export`, { method: "GET" });
      if (!answer.ok) throw new Error(`The export was refused: ${await answer.text()}`);
      // Anybody's data in a file of one's own.
      await writeFile(file, Buffer.from(await answer.arrayBuffer()), { mode: 0o600 });
      console.info(`${file} is written.`);
    }),
});

export const eraseContact = command({
  description: "Erase a contact, after the days of grace of the workspace.",
  args: leaving,
  examples: ["contact erase ann@example.org --data DIR", "contact erase ID --now --wait --url URL --key KEY"],
  run: ({ contact, now, wait, json, ...where }) => leave(where, { contact, now, wait, json }, { mode: "erase" }),
});

export const anonymiseContact = command({
  description: "Make a contact anonymous: answers and events stay, as those of nobody in particular.",
  args: {
    ...leaving,
    "keep-texts": { type: "boolean", description: "Keep what was written in own words, without names in it" },
  },
  examples: ["contact anonymise ann@example.org --keep-texts --data DIR"],
  run: ({ contact, now, wait, json, "keep-texts": keepTexts = false, ...where }) =>
    leave(where, { contact, now, wait, json }, { mode: "anonymise", keepTexts }),
});

export const restrictContact = command({
  description: "Keep a contact's data and use it for nothing, or use it again.",
  args: {
    contact,
    lift: { type: "boolean", description: "Use it again" },
    ...targetArgs,
  },
  examples: ["contact restrict ann@example.org --data DIR", "contact restrict ann@example.org --lift --data DIR"],
  run: async ({ contact, lift, ...where }) =>
    within(where, async (target) => {
      const params = { id: await idOf(target, contact) };
      if (lift) await target.request("DELETE /api/v1/contacts/:id/restriction", { params });
      else await target.request("PUT /api/v1/contacts/:id/restriction", { params });
      console.info(lift ? "The restriction is lifted." : "The data is kept and used for nothing.");
    }),
});

export const listErasures = command({
  description: "List requests to erase and receipts, newest first.",
  args: { ...targetArgs, json },
  examples: ["contact erasures --data DIR --json"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const { items } = await request("GET /api/v1/erasures", { query: { limit: 200 } });
      if (json) return console.info(JSON.stringify(items));
      for (const item of items) console.info(lineOf(item));
    }),
});

export const cancelErasure = command({
  description: "Cancel a request to erase that has not begun.",
  args: { id: { type: "positional", required: true, description: "Id of the request" }, ...targetArgs },
  examples: ["contact cancel ID --data DIR"],
  run: async ({ id, ...where }) =>
    within(where, async ({ request }) => {
      await request("DELETE /api/v1/erasures/:id", { params: { id } });
      console.info(`${plainName(id)} is cancelled.`);
    }),
});

export const linkContact = command({
  description: "Make a link on which a customer sees and corrects what is kept of them, and asks for erasure.",
  args: {
    contact,
    days: { type: "string", description: "Days it works, 1 to 90; 14 when absent" },
    language: { type: "string", description: "What the page is written in: en or de" },
    ...targetArgs,
    json,
  },
  examples: ["contact link ann@example.org --days 30 --data DIR"],
  run: async ({ contact, days, language, json, ...where }) => {
    const known = pageLanguages.find((each) => each === language);
    if (language !== undefined && !known) throw new UsageError(`--language is one of ${pageLanguages.join(", ")}.`);
    const body = { ...(days === undefined ? {} : { days: Number(days) }), ...(known ? { language: known } : {}) };
    await within(where, async (target) => {
      const params = { id: await idOf(target, contact) };
      const made = await target.request("POST /api/v1/contacts/:id/privacy-links", { params, body });
      console.info(json ? JSON.stringify(made) : made.url);
    });
  },
});

export const listContactLinks = command({
  description: "List a customer's links that are open.",
  args: { contact, ...targetArgs, json },
  examples: ["contact links ann@example.org --data DIR"],
  run: async ({ contact, json, ...where }) =>
    within(where, async (target) => {
      const params = { id: await idOf(target, contact) };
      const { items } = await target.request("GET /api/v1/contacts/:id/privacy-links", { params });
      if (json) return console.info(JSON.stringify(items));
      for (const { id, expiresAt, createdBy } of items) console.info(`${id}\t${expiresAt}\t${plainName(createdBy)}`);
    }),
});

export const unlinkContact = command({
  description: "Revoke a customer's link.",
  args: { id: { type: "positional", required: true, description: "Id of the link" }, ...targetArgs },
  examples: ["contact unlink ID --data DIR"],
  run: async ({ id, ...where }) =>
    within(where, async ({ request }) => {
      await request("DELETE /api/v1/privacy-links/:id", { params: { id } });
      console.info(`${plainName(id)} is revoked.`);
    }),
});

type Where = Parameters<typeof within>[0];
interface Asked {
  contact: string;
  now: boolean | undefined;
  wait: boolean | undefined;
  json: boolean | undefined;
}

async function leave(
  where: Where,
  { contact, now = false, wait: waits = false, json }: Asked,
  how: { mode: Erasure["mode"]; keepTexts?: boolean },
): Promise<void> {
  if (waits && !now) throw new UsageError("--wait goes with --now; a request with days of grace is carried out later.");
  await within(where, async (target) => {
    const contacts = [await idOf(target, contact)];
    let made = await target.request("POST /api/v1/erasures", { body: { contacts, now, ...how } });
    while (waits && made.status !== "done") {
      await wait(LOOK_MILLISECONDS);
      made = await target.request("GET /api/v1/erasures/:id", { params: { id: made.id } });
    }
    console.info(json ? JSON.stringify(made) : lineOf(made));
  });
}

function lineOf({ id, mode, status, people, dueAt, finishedAt, counts }: Erasure): string {
  const what = counts.map(({ kind, count }) => `${kind} ${count}`).join(", ");
  return [id, mode, status, `${people} people`, finishedAt ?? `due ${dueAt}`, what].join("\t");
}

/** @throws Error when nobody, or more than one, is meant */
async function idOf({ request }: Target, named: string): Promise<string> {
  if (/^[1-9]\d{15,19}$/.test(named)) return named;
  const { items } = await request("GET /api/v1/contacts", { query: { search: named, limit: 200 } });
  const exact: string[] = [];
  for (const { id, email } of items) {
    if (email?.toLowerCase() === named.toLowerCase()) exact.push(id);
    else {
      const { identifiers } = await request("GET /api/v1/contacts/:id", { params: { id } });
      if (identifiers.some(({ value }) => value.toLowerCase() === named.toLowerCase())) exact.push(id);
    }
  }
  const [only, other] = exact;
  if (only === undefined) throw new Error(`There is no contact with the id, address or user id ${plainName(named)}.`);
  if (other !== undefined)
    throw new Error(`${exact.length} contacts are called that: name one by its id: ${exact.join(", ")}.`);
  return only;
}
