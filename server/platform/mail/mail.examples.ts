import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { TestApp } from "../../testing/app.ts";
import type { AuditedExamples, Examples, NounExamples } from "../../testing/examples.ts";
import { bounceOf } from "./bounce.fixture.ts";
import { mailMessages } from "./mail.tables.ts";

export const mailExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const { message } = await owner.request("POST /api/v1/mail-tests", { body: { to: "gone@example.org" } });
    await owner.inject(bounceOf(message.id));
    const { items } = await owner.request("GET /api/v1/closed-addresses", {});
    return { mail: message.id, "closed-addresses": items[0]?.id ?? "" };
  },
  audited,
};

function audited({ t: { owner }, ids, call }: Examples): AuditedExamples {
  const close = async (to: string) => {
    const { message } = await owner.request("POST /api/v1/mail-tests", { body: { to } });
    await owner.inject(bounceOf(message.id));
  };
  return {
    listMail: () => call("GET", "mail"),
    getMail: () => call("GET", `mail/${ids.mail}`),
    testMail: () => call("POST", "mail-tests", { to: "zelda@example.com" }),
    setMailSender: () => call("PUT", "mail-sender", { name: "Shop" }),
    eraseMail: async () => {
      await owner.inject({ method: "POST", url: "/api/v1/mail-tests", payload: { to: "forget.me@example.org" } });
      return call("POST", "mail-erasures", { address: "forget.me@example.org" });
    },
    reportMail: async () => ({ as: owner, options: bounceOf(ids.mail ?? "") }),
    // Asked as no other example asks: what was asked a moment ago leaves no second row.
    listClosedAddresses: () => call("GET", "closed-addresses?limit=7"),
    reopenAddress: async () => {
      await close("again@example.org");
      const { items } = await owner.request("GET /api/v1/closed-addresses", {});
      return call("DELETE", `closed-addresses/${items.find(({ id }) => id !== ids["closed-addresses"])?.id}`);
    },
  };
}

/** Waits until no message is on its way. */
export async function mailSettled({ system }: TestApp): Promise<void> {
  const waiting = () =>
    system.db.select({ id: mailMessages.id }).from(mailMessages).where(eq(mailMessages.status, "waiting"));
  await system.mail.drain(new AbortController().signal);
  while ((await waiting()).length > 0) await wait(10);
}
