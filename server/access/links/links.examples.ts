import { desc } from "drizzle-orm";
import { mailSettled } from "../../platform/mail/mail.examples.ts";
import { mailMessages } from "../../platform/mail/mail.tables.ts";
import { type Caller, PASSWORD } from "../../testing/app.ts";
import type { AuditedExamples, Examples, NounExamples } from "../../testing/examples.ts";

export const linkExamples: NounExamples = { audited };

function audited({ t, call }: Examples): AuditedExamples {
  let made = 0;
  /** Asks for a link, and takes the token out of the last message that was written. */
  const tokenSent = async (path: string, payload: object, as: Caller): Promise<string> => {
    await as.inject({ method: "POST", url: `/api/v1/${path}`, payload });
    await mailSettled(t);
    const rows = await t.system.db.select().from(mailMessages).orderBy(desc(mailMessages.id));
    const secret = rows.find((row) => row.secret && row.workspace === "");
    const text = (await t.system.mail.folder.read(secret?.id ?? ""))?.text ?? "";
    return /\/([\w-]{43})\b/.exec(text)?.[1] ?? "";
  };
  const memberEmail = async () => (await (await t.member("viewer")).request("GET /api/v1/me", {})).email;
  return {
    resetPassword: async () => {
      const token = await tokenSent("password-resets", { email: await memberEmail() }, t.anonymous);
      return call("POST", `password-resets/${token}`, { password: PASSWORD }, t.anonymous);
    },
    sendEmailChange: async () => {
      const change = { email: "elsewhere@example.com", password: PASSWORD };
      return call("POST", "me/email", change, await t.member("viewer"));
    },
    confirmEmailChange: async () => {
      const viewer = await t.member("viewer");
      made += 1;
      const token = await tokenSent("me/email", { email: `moved${made}@example.com`, password: PASSWORD }, viewer);
      return call("POST", `email-changes/${token}`, undefined, viewer);
    },
  };
}
