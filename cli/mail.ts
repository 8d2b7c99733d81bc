import { setTimeout as wait } from "node:timers/promises";
import type { DomainRecord, MailMessageDetail } from "../contracts/operate/mail.ts";
import { command } from "./command.ts";
import { plainName } from "./plain-name.ts";
import { type Target, targetArgs, within } from "./target.ts";

const PATIENCE_MILLISECONDS = 30_000;
const LOOK_MILLISECONDS = 250;

export const testMail = command({
  description: "Send a test message, say how it went, and which DNS records of the sender's domain are missing.",
  args: {
    address: { type: "positional", required: true, description: "Address to send to" },
    ...targetArgs,
    json: { type: "boolean", description: "Print JSON" },
  },
  examples: ["mail test ann@example.org --data DIR", "mail test ann@example.org --url http://127.0.0.1:3400 --key KEY"],
  run: async ({ address, json, ...where }) =>
    within(where, async (target) => {
      const { message, domain, records } = await target.request("POST /api/v1/mail-tests", { body: { to: address } });
      const ended = await outcome(target, message.id);
      if (json) console.info(JSON.stringify({ message: ended, domain, records }));
      else
        for (const line of [plainName(said(ended)), "", ...(domain === null ? [NO_DOMAIN] : records.flatMap(about))])
          console.info(line);
      if (ended.status === "refused") throw new Error("The test message was refused.");
    }),
});

const NO_DOMAIN = "No sender's address is set: set MAIL_FROM, and its domain is looked at here.";

async function outcome({ request }: Target, id: string): Promise<MailMessageDetail> {
  const until = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const message = await request("GET /api/v1/mail/:id", { params: { id } });
    const tried = message.status !== "waiting" || message.reason !== null;
    if (tried || Date.now() > until) return message;
    await wait(LOOK_MILLISECONDS);
  }
}

function said({ status, to, reason, nextAt }: MailMessageDetail): string {
  if (status === "sent") return `The mail server took the message to ${to}. Whether it arrived, its mailbox says.`;
  if (status === "kept")
    return "There is no mail server (MAIL_URL): the message lies in the folder mail of the data folder.";
  if (status === "refused") return `The message was refused: ${reason}`;
  return reason === null
    ? "The message waits in the queue; a limit or another message holds it up."
    : `The message was not taken yet, and is tried again at ${nextAt}: ${reason}`;
}

const STATES: Record<DomainRecord["state"], string> = {
  ok: "is there",
  missing: "is missing",
  several: "stands there more than once, so none of them counts: keep one",
  invalid: "cannot be used as it is",
  differs: "is of another key than the one that signs",
  revoked: "says that its key is withdrawn",
  unsigned: "is not looked at: set MAIL_DKIM_SELECTOR and MAIL_DKIM_KEY, or have the mail server sign",
  unreachable: "could not be looked up: DNS does not answer here",
};

function about({ kind, name, state, found, add }: DomainRecord): string[] {
  const lines = [`${kind.toUpperCase()}: the TXT record${name === null ? "" : ` of ${name}`} ${STATES[state]}.`];
  for (const text of found) lines.push(`  found: ${plainName(text)}`);
  if (add !== null) lines.push(`  ${state === "missing" || state === "unreachable" ? "add" : "put there"}:   ${add}`);
  return lines;
}
