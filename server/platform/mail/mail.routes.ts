import { mailApi } from "../../../contracts/operate/mail.ts";
import type { Context } from "../context.ts";
import { languageOf } from "../http/language.ts";
import type { Routes } from "../http/routes.ts";
import { applyReport } from "./apply-report.ts";
import { checkDomain } from "./check-domain.ts";
import { listClosedAddresses, reopenAddress } from "./closed-addresses.ts";
import type { Mail } from "./create-mail.ts";
import { getMail, listMail } from "./list-mail.ts";
import { parseAddress } from "./mail-address.ts";
import { mustBeFew } from "./must-be-few.ts";
import { confirmSenderLetter, testLetter } from "./own-letters.ts";
import { confirmSender, getSender, setSender } from "./senders.ts";

/** Messages that a workspace may cause about mail itself, to whatever address, in an hour. */
const MOST_AN_HOUR = 20;
const KINDS = { test: "mail_test", confirm: "sender_confirmation" } as const;

export function mailRoutes(routes: Routes, mail: Mail): void {
  routes.route(mailApi.listMail, (ctx, { query }) => listMail(ctx, query));
  routes.route(mailApi.getMail, (ctx, { params }) => getMail(ctx, mail.folder, params.id));
  routes.route(mailApi.eraseMail, async (ctx, { body }) => ({
    erased: await mail.eraseTo(ctx, ctx.workspace.id, body.address),
  }));
  routes.route(mailApi.listClosedAddresses, (ctx, { query }) => listClosedAddresses(ctx, query));
  routes.route(mailApi.reopenAddress, (ctx, { params }) => reopenAddress(ctx, params.id));
  routes.route(mailApi.reportMail, (ctx, { body }) => applyReport(ctx, body));
  senderRoutes(routes, mail);
  testRoute(routes, mail);
}

function senderRoutes(routes: Routes, mail: Mail): void {
  const { kind, server } = mail.transport;
  const answer = async (ctx: Context) => ({ ...(await getSender(ctx, mail.settings)), transport: kind, server });

  routes.route(mailApi.getMailSender, answer);

  routes.route(mailApi.setMailSender, async (ctx, { body, request }) => {
    await setSender(ctx, body, async (db, address, token) => {
      await mustBeFew(ctx, db, { kinds: Object.values(KINDS), most: MOST_AN_HOUR });
      const url = new URL(`/confirm-sender/${token}`, mail.publicUrl()).href;
      const letter = confirmSenderLetter(languageOf(request), ctx.workspace.name, address, url);
      const about = { workspace: ctx.workspace.id, kind: KINDS.confirm, to: { address } };
      await mail.enqueue(db, { ...about, ...letter, secret: true, urgent: true });
    });
    mail.wake();
    return answer(ctx);
  });

  routes.route(mailApi.confirmMailSender, async (system, { body }) => ({
    address: await confirmSender(system, body.token),
  }));
}

function testRoute(routes: Routes, mail: Mail): void {
  routes.route(mailApi.testMail, async (ctx, { body, request }) => {
    const letter = testLetter(languageOf(request), ctx.workspace.name);
    const about = { workspace: ctx.workspace.id, kind: KINDS.test, to: { address: body.to } };
    const id = await ctx.db.transaction(async (db) => {
      await mustBeFew(ctx, db, { kinds: Object.values(KINDS), most: MOST_AN_HOUR });
      const made = await mail.enqueue(db, { ...about, ...letter, urgent: true });
      await ctx.trail.note(db, { kind: "mail", id: made });
      return made;
    });
    mail.wake();
    const { effective } = await getSender(ctx, mail.settings);
    const domain = parseAddress(effective.address)?.domain ?? null;
    const records = domain ? await checkDomain(domain, mail.settings, mail.resolveTxt) : [];
    const message = await getMail(ctx, mail.folder, id);
    return { message, domain, records };
  });
}
