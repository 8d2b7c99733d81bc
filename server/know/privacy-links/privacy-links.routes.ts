import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { api } from "../../../contracts/api.ts";
import type { Acting } from "../../platform/context.ts";
import { languageOf } from "../../platform/http/language.ts";
import { ProblemError, problem } from "../../platform/http/problem.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { cancelErasure, exportPersonalData, pendingErasure, requestErasure } from "../personal-data/personal-data.ts";
import { daysOf } from "../storage-periods/storage-periods.ts";
import {
  acceptCorrection,
  askCorrection,
  declineCorrection,
  listCorrections,
  type WrongFields,
} from "./corrections.ts";
import { createLink, type LinkOptions, listLinks, revokeLink } from "./edit-links.ts";
import { enter, lookAt, type PageOptions, type Visit } from "./open-page.ts";
import { readForm } from "./read-form.ts";
import { PAGE_POLICY, type Said, writeGonePage, writePersonPage, writeReceiptPage } from "./write-page.ts";

/** How often one link is used in a minute: a page counts through everything there is. */
const USES = 30;

export interface PrivacyLinkOptions extends PageOptions, LinkOptions {
  /** Stands before the page: stops who guesses, who comes too often, and other sites. */
  guard: {
    guess<T>(request: FastifyRequest, attempt: () => Promise<T>): Promise<T>;
    use(name: string, most: number): void;
    refuseCrossSite(request: FastifyRequest): void;
  };
  /** Has what is due carried out soon. */
  wake(): Promise<void>;
}

export function privacyLinkRoutes(routes: Routes, options: PrivacyLinkOptions): void {
  const { guard, declarations, signer } = options;

  routes.route(api.createPrivacyLink, (ctx, { params, body }) =>
    createLink(ctx, options, { contact: params.id, ...body }),
  );
  routes.route(api.listPrivacyLinks, (ctx, { params }) => listLinks(ctx, params.id));
  routes.route(api.revokePrivacyLink, (ctx, { params }) => revokeLink(ctx, params.id));
  routes.route(api.listCorrections, (ctx, { query }) => listCorrections(ctx, query));
  routes.route(api.acceptCorrection, (ctx, { params }) => acceptCorrection(ctx, params.id));
  routes.route(api.declineCorrection, (ctx, { params }) => declineCorrection(ctx, params.id));

  /** Who guesses is stopped by their address, who has a link by that. */
  const visit = async (acting: Acting, request: FastifyRequest, token: string) => {
    const entered = await guard.guess(request, () => enter(acting, options, token));
    guard.use(`privacy link ${entered.link.id}`, USES);
    return entered;
  };

  const show = async (token: string, { ctx, link, ...who }: Visit, more: Outcome = {}) => {
    const { language, expiresAt } = link;
    const page = { language, expiresAt, workspace: ctx.workspace, token, proof: signer.proofOf(token), ...more };
    return who.receipt
      ? writeReceiptPage(page, who.receipt)
      : writePersonPage(page, await lookAt(ctx, who.known, declarations));
  };

  routes.route(api.openPrivacyPage, (acting, { params: { token }, request, reply }) =>
    inHtml(request, reply, async () => show(token, await visit(acting, request, token))),
  );

  routes.route(api.exportOnPrivacyPage, (acting, { params: { token }, request, reply }) =>
    inHtml(request, reply, async () => {
      const { ctx, link, receipt } = await visit(acting, request, token);
      if (receipt) throw problem("link_gone");
      const { stream } = await exportPersonalData(ctx, link.contact, declarations);
      void reply.headers({
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="personal-data-${ctx.now().toISOString().slice(0, 10)}.zip"`,
      });
      return stream;
    }),
  );

  routes.route(api.usePrivacyPage, (acting, { params: { token }, body, request, reply }) =>
    inHtml(request, reply, async () => {
      guard.refuseCrossSite(request);
      const entered = await visit(acting, request, token);
      const form = await readForm(body instanceof Readable ? body : Readable.from([]));
      if (entered.receipt || !signer.isProof(token, form.get("proof") ?? "")) throw problem("link_gone");
      const said = await act(entered, form, options);
      return show(token, entered, said);
    }),
  );
}

/** What the page says once a form was sent. */
interface Outcome {
  said?: Said;
  wrong?: WrongFields;
  typed?: Record<"name" | "email" | "phone", string>;
}

/** Does what a form of the page asks for, and answers what to say of it. */
async function act(
  { ctx, link, known }: Extract<Visit, { receipt: null }>,
  form: URLSearchParams,
  { wake }: PrivacyLinkOptions,
): Promise<Outcome> {
  const pending = await pendingErasure(ctx, [link.contact]);
  switch (form.get("act")) {
    case "correct": {
      const typed = { name: form.get("name") ?? "", email: form.get("email") ?? "", phone: form.get("phone") ?? "" };
      const asked = await askCorrection(ctx, link.contact, known, typed);
      if (asked === "asked") return { said: "corrected" };
      return asked === "same" ? { said: "unchanged" } : { wrong: asked, typed };
    }
    case "erase": {
      if (form.get("sure") !== "yes") return { said: "not_sure" };
      if (pending) return { said: "asked" };
      const graceDays = await daysOf(ctx.db, link.workspace, "erasures");
      const whom = { workspace: link.workspace, contacts: [link.contact], mode: "erase", keepTexts: false } as const;
      await ctx.db.transaction(async (db) => {
        const asked = { ...whom, origin: "customer", by: "", now: ctx.now(), graceDays } as const;
        const { id } = await requestErasure(db, asked);
        await ctx.trail.note(db, { kind: "erasure", id });
      });
      if (graceDays === 0) await wake();
      return { said: "asked" };
    }
    case "take_back": {
      if (pending?.origin !== "customer") throw problem("link_gone");
      await cancelErasure(ctx, pending.id);
      return { said: "taken_back" };
    }
    default:
      throw problem("link_gone");
  }
}

/**
 * Answers people, who have no use for a problem document: what is refused is one plain page. Where it came from and that it is
 * there is told to no other site and no search engine.
 */
async function inHtml<T>(request: FastifyRequest, reply: FastifyReply, work: () => Promise<T>): Promise<T | string> {
  void reply.headers({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": PAGE_POLICY,
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
  });
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status >= 500) throw error;
    const isTooOften = error.status === 429;
    void reply.status(isTooOften ? 429 : 404).headers(error.headers);
    return writeGonePage(languageOf(request), isTooOften ? "later" : "gone");
  }
}
