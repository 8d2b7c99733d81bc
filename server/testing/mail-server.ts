import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface Delivered {
  from: string;
  to: string;
  /** As it came over the line. */
  raw: string;
  mail: Email;
  encrypted: boolean;
  user: string | undefined;
  envelopeId: string | undefined;
  utf8: boolean;
}

export type MailServer = Awaited<ReturnType<typeof openMailServer>>;

/**
 * A real SMTP server. The words in front of an address say how it treats it: `defer`, `refuse`, `policy` (refused after the
 * message), `spam` (refused, though the address exists), `drop` (hangs up in the middle of it), `lost` (hangs up after it
 * took it), `once` (takes it and says so only the second time), `silent` (never answers), `held` (answers when it is released).
 */
export async function openMailServer(options: SMTPServerOptions = {}) {
  const delivered: Delivered[] = [];
  const asked: string[] = [];
  const held: { address: string; go: () => void }[] = [];
  let mostAtOnce = 0;
  const does = (address: string) => /^[a-z]+/i.exec(address)?.[0].toLowerCase() ?? "";
  const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

  const server = new SMTPServer({
    logger: false,
    hideDSN: false,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    ...options,
    onRcptTo({ address }, _session, callback) {
      asked.push(address);
      mostAtOnce = Math.max(mostAtOnce, server.connections.size);
      const act = does(address);
      if (act === "defer") callback(answer(451, "4.7.1 Greylisted, come back later"));
      else if (act === "refuse") callback(answer(550, `5.1.1 <${address}>: no such user`));
      else if (act === "spam") callback(answer(550, "5.7.1 Your mail is not wanted here"));
      else if (act === "held") held.push({ address, go: () => callback() });
      else if (act !== "silent") callback();
    },
    onData(stream, session, callback) {
      const { mailFrom, rcptTo, dsn } = session.envelope;
      const [to] = rcptTo;
      const address = to?.address ?? "";
      const hangUp = () => {
        for (const each of server.connections) if (each.session.id === session.id) each.close();
      };
      if (does(address) === "drop") {
        hangUp();
        return;
      }
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        if (does(address) === "policy") return callback(answer(554, "5.7.1 Looks like spam to us"));
        const raw = Buffer.concat(chunks).toString("utf8");
        const mail = await PostalMime.parse(raw);
        const from = mailFrom ? mailFrom.address : "";
        const utf8 = mailFrom !== false && mailFrom.args !== false && "SMTPUTF8" in mailFrom.args;
        const user = typeof session.user === "string" ? session.user : undefined;
        delivered.push({
          from,
          to: address,
          raw,
          mail,
          encrypted: session.secure,
          user,
          utf8,
          envelopeId: dsn?.envid ?? undefined,
        });
        if (does(address) === "lost") hangUp();
        else if (does(address) === "once" && delivered.filter(({ to }) => to === address).length === 1) return;
        else callback(null, "2.0.0 taken");
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    delivered,
    /** Recipients it was asked about, in order. */
    asked,
    held,
    mostAtOnce: () => mostAtOnce,
    /** Waits until it holds this many answers back. */
    async holds(count: number) {
      while (held.length < count) await wait(5);
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
