import { and, asc, eq, gt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { ONE_LINE } from "../../../contracts/clean-text.ts";
import { type Correctable, type Correction, correctable } from "../../../contracts/know/privacy-links.ts";
import { MAIL_ADDRESS } from "../../../contracts/mail-address.ts";
import { isCleanText } from "../../../contracts/words/well-formed.ts";
import type { Context } from "../../platform/context.ts";
import { isId } from "../../platform/db/record-id.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { contactsById, type Profile, rectifyContact } from "../contacts/contacts.ts";
import { corrections } from "./privacy-links.tables.ts";

type Row = typeof corrections.$inferSelect;

const LONGEST = 200;
const isValid: Record<Correctable, (text: string) => boolean> = {
  name: () => true,
  email: (text) => MAIL_ADDRESS.test(text),
  phone: (text) => /^[\d+()./ -]{3,40}$/.test(text),
};

/** What somebody typed that is none. */
export type WrongFields = Partial<Record<Correctable, true>>;

/**
 * Notes what a customer says is right, in place of what they said before. It is for a member to accept: who has the link may
 * not be the customer, and an address decides where mail goes.
 */
export async function askCorrection(
  ctx: Context,
  contact: string,
  known: Profile,
  typed: Record<Correctable, string>,
): Promise<"asked" | "same" | WrongFields> {
  const asked: Row["asked"] = {};
  const wrong: WrongFields = {};
  for (const field of correctable) {
    const text = typed[field].trim();
    if (text === "" || text === (known[field] ?? "")) continue;
    if (text.length > LONGEST || !ONE_LINE.test(text) || !isCleanText(text) || !isValid[field](text))
      wrong[field] = true;
    else asked[field] = text;
  }
  if (Object.keys(wrong).length > 0) return wrong;
  if (Object.keys(asked).length === 0) return "same";
  const workspace = ctx.workspace.id;
  await ctx.db.transaction(async (db) => {
    const set = { id: uuidv7(), asked, askedAt: ctx.now() };
    await db
      .insert(corrections)
      .values({ workspace, contact, ...set })
      .onConflictDoUpdate({ target: [corrections.workspace, corrections.contact], set });
    await ctx.trail.note(db, { kind: "contact", id: contact, fields: namesOf(asked) });
  });
  return "asked";
}

/** What a customer asked to have corrected and nobody decided about. */
export async function pendingCorrection(ctx: Context, contact: string): Promise<Row | null> {
  const [row] = await ctx.db
    .select()
    .from(corrections)
    .where(and(eq(corrections.workspace, ctx.workspace.id), eq(corrections.contact, contact)));
  return row ?? null;
}

export async function listCorrections(
  ctx: Context,
  { cursor, limit, contact }: { cursor?: string | undefined; limit: number; contact?: string | undefined },
): Promise<{ items: Correction[]; nextCursor: string | null }> {
  if (cursor !== undefined && !isId(cursor)) throw problem("invalid_cursor");
  const rows = await ctx.db
    .select()
    .from(corrections)
    .where(
      and(
        eq(corrections.workspace, ctx.workspace.id),
        cursor === undefined ? undefined : gt(corrections.id, cursor),
        contact === undefined ? undefined : eq(corrections.contact, contact),
      ),
    )
    .orderBy(asc(corrections.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const profiles = await contactsById(
    ctx,
    page.map((row) => row.contact),
  );
  const items = page.map(({ id, contact: contactId, asked, askedAt }) => ({
    ...{ id, contactId, askedAt: askedAt.toISOString() },
    fields: correctable.flatMap((field) => {
      const text = asked[field];
      return text === undefined ? [] : [{ field, now: profiles.get(contactId)?.[field] ?? "", asked: text }];
    }),
  }));
  return { items, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** @throws 404 */
export async function acceptCorrection(ctx: Context, id: string): Promise<void> {
  const row = await take(ctx, id);
  await rectifyContact(ctx, row.contact, row.asked);
  await ctx.db.delete(corrections).where(isCorrection(ctx, id));
}

/** @throws 404 */
export async function declineCorrection(ctx: Context, id: string): Promise<void> {
  const row = await take(ctx, id);
  await ctx.db.transaction(async (db) => {
    await db.delete(corrections).where(isCorrection(ctx, id));
    await ctx.trail.note(db, { kind: "contact", id: row.contact });
  });
}

async function take(ctx: Context, id: string): Promise<Row> {
  const [row] = isId(id) ? await ctx.db.select().from(corrections).where(isCorrection(ctx, id)) : [];
  if (!row) throw notFound();
  return row;
}

function isCorrection(ctx: Context, id: string) {
  return and(eq(corrections.workspace, ctx.workspace.id), eq(corrections.id, id));
}

function namesOf(asked: object) {
  return Object.fromEntries(Object.keys(asked).map((field) => [field, {}]));
}
