import { and, asc, count, eq, gt, lt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { PrivacyLink } from "../../../contracts/know/privacy-links.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { sql, typed } from "../../platform/analytics/sql.ts";
import type { Context, RecordsSystem } from "../../platform/context.ts";
import { isId } from "../../platform/db/record-id.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { hashSecret } from "../../platform/secrets.ts";
import { findPerson } from "../personal-data/personal-data.ts";
import { privacyLinks } from "./privacy-links.tables.ts";
import type { TokenSigner } from "./sign-token.ts";

const MOST_OPEN = 10;

export type Link = typeof privacyLinks.$inferSelect;

export interface LinkOptions {
  signer: TokenSigner;
  /** The address people use. */
  publicUrl(): string;
}

/** Makes a link for a customer; its address is in what this returns only. @throws 404, 409 for a visitor or too many links */
export async function createLink(
  ctx: Context,
  { signer, publicUrl }: LinkOptions,
  asked: { contact: string; days: number; language?: PrivacyLink["language"] | undefined },
): Promise<{ link: PrivacyLink; url: string }> {
  const { id: contact, people, records } = await findPerson(ctx, asked.contact);
  if (records.length === 0) throw problem("contact_is_anonymous");
  const workspace = ctx.workspace.id;
  const token = signer.make();
  const now = ctx.now();
  const link: Link = {
    ...{ workspace, id: uuidv7(), contact, erasure: null, tokenHash: hashSecret(token) },
    ...{ language: asked.language ?? (await languageOf(ctx, people.keys)), createdBy: ctx.actor.name },
    ...{ createdAt: now, expiresAt: new Date(now.getTime() + asked.days * DAY) },
  };
  await ctx.db.transaction(async (db) => {
    await db.delete(privacyLinks).where(and(eq(privacyLinks.workspace, workspace), lt(privacyLinks.expiresAt, now)));
    const [open] = await db.select({ n: count() }).from(privacyLinks).where(isOf(workspace, contact));
    if ((open?.n ?? 0) >= MOST_OPEN) throw problem("too_many_privacy_links", { most: MOST_OPEN });
    await db.insert(privacyLinks).values(link);
    await ctx.trail.note(db, { kind: "privacy_link", id: link.id });
    await ctx.trail.note(db, { kind: "contact", id: contact });
  });
  return { link: toLink(link), url: new URL(`/privacy/${token}`, publicUrl()).href };
}

/** @throws 404 */
export async function listLinks(ctx: Context, id: string): Promise<{ items: PrivacyLink[] }> {
  const { id: contact } = await findPerson(ctx, id);
  const rows = await ctx.db
    .select()
    .from(privacyLinks)
    .where(and(isOf(ctx.workspace.id, contact), gt(privacyLinks.expiresAt, ctx.now())))
    .orderBy(asc(privacyLinks.id))
    .limit(MOST_OPEN);
  return { items: rows.map(toLink) };
}

/** @throws 404 */
export async function revokeLink(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (db) => {
    const gone = await db
      .delete(privacyLinks)
      .where(and(eq(privacyLinks.workspace, ctx.workspace.id), eq(privacyLinks.id, id)))
      .returning({ contact: privacyLinks.contact });
    const [link] = gone;
    if (!link) throw notFound();
    await ctx.trail.note(db, { kind: "privacy_link", id });
    if (link.contact !== "") await ctx.trail.note(db, { kind: "contact", id: link.contact });
  });
}

/** The link that a token opens. @throws 404, the same for what is made up, unknown, revoked and expired */
export async function findLink({ db, now }: RecordsSystem, signer: TokenSigner, token: string): Promise<Link> {
  const [link] = signer.isOurs(token)
    ? await db
        .select()
        .from(privacyLinks)
        .where(and(eq(privacyLinks.tokenHash, hashSecret(token)), gt(privacyLinks.expiresAt, now())))
    : [];
  if (!link) throw problem("link_gone");
  return link;
}

function isOf(workspace: string, contact: string) {
  return and(eq(privacyLinks.workspace, workspace), eq(privacyLinks.contact, contact));
}

/** What the customer's last event was in, of the languages that the page is written in. */
async function languageOf(ctx: Context, keys: readonly string[]): Promise<PrivacyLink["language"]> {
  const [row] = await ctx.analytics.ask<{ latest: string }>(
    sql`select argMax(language, timestamp) as latest from events
        where identifier_key in ${typed.uint64s(keys)} and language != ''`,
    { tenant: ctx, sees: "unused", upkeep: true },
  );
  return row?.latest.slice(0, 2).toLowerCase() === "de" ? "de" : "en";
}

function toLink({ id, contact, language, createdBy, createdAt, expiresAt }: Link): PrivacyLink {
  const times = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { id, contactId: contact, language, createdBy, ...times };
}
