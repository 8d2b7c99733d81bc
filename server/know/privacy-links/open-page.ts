import { and, eq, gt, isNull } from "drizzle-orm";
import type { Erasure } from "../../../contracts/know/personal-data.ts";
import { trailAs } from "../../platform/audit.ts";
import type { Acting, Context } from "../../platform/context.ts";
import { ProblemError, problem } from "../../platform/http/problem.ts";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import { merges } from "../contacts/contacts.tables.ts";
import { contactsById, type Profile } from "../contacts/contacts.ts";
import { findPerson, getErasure, showPersonalData } from "../personal-data/personal-data.ts";
import { daysOf } from "../storage-periods/storage-periods.ts";
import { pendingCorrection } from "./corrections.ts";
import { findLink, type Link } from "./edit-links.ts";
import type { TokenSigner } from "./sign-token.ts";
import type { Shown } from "./write-page.ts";

export interface PageOptions {
  signer: TokenSigner;
  declarations: readonly PersonalData[];
  contextOf(workspace: string): Promise<Context>;
}

/** Who came in by a link: somebody who is there, or of whom the receipt is left. */
export type Visit = { ctx: Context; link: Link } & ({ receipt: Erasure } | { receipt: null; known: Profile });

/**
 * Lets somebody in by their link, to what is about them and nothing else. @throws 404, the same whatever the reason: also where
 * the contact was merged since, for who has the link was told of one of the two only
 */
export async function enter(acting: Acting, { signer, contextOf }: PageOptions, token: string): Promise<Visit> {
  const link = await findLink(acting, signer, token);
  const inside = await contextOf(link.workspace);
  const customer = { kind: "customer", id: link.id, name: "" } as const;
  const trail = trailAs(acting.trail, { workspace: link.workspace, actor: customer });
  const ctx: Context = { ...inside, trail, can: () => false };
  if (link.contact === "") {
    if (link.erasure === null) throw problem("link_gone");
    trail.about({ kind: "erasure", id: link.erasure });
    return { ctx, link, receipt: await getErasure(ctx, link.erasure) };
  }
  const found = await findPerson(ctx, link.contact).catch((error: unknown) => {
    throw error instanceof ProblemError && error.status === 404 ? problem("link_gone") : error;
  });
  if (found.id !== link.contact || (await isMergedSince(ctx, link))) throw problem("link_gone");
  const known = (await contactsById(ctx, [link.contact])).get(link.contact);
  if (!known) throw problem("link_gone");
  return { ctx, link, receipt: null, known };
}

/** Ids are in the order of time. */
async function isMergedSince({ db }: Context, { workspace, contact, id }: Link): Promise<boolean> {
  const [row] = await db
    .select({ id: merges.id })
    .from(merges)
    .where(
      and(
        ...[eq(merges.workspace, workspace), eq(merges.into, contact)],
        ...[gt(merges.id, id), isNull(merges.undoneAt)],
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** What the page shows of somebody. */
export async function lookAt(ctx: Context, known: Profile, declarations: readonly PersonalData[]): Promise<Shown> {
  const kept = await showPersonalData(ctx, known.id, declarations);
  const { erasure } = kept;
  return {
    kept,
    known: { name: known.name, email: known.email ?? "", phone: known.phone ?? "" },
    correctionAt: (await pendingCorrection(ctx, known.id))?.askedAt ?? null,
    graceDays: await daysOf(ctx.db, ctx.workspace.id, "erasures"),
    mayTakeBack: erasure?.origin === "customer" && erasure.status === "waiting",
  };
}
