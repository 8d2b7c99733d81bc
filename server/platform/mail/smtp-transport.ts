import { createTransport, type NodemailerError, type SendMailOptions, type SMTPConnectionOptions } from "nodemailer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { MailServer, MailSettings } from "./mail-settings.ts";
import { cleanReason, outcomeOf } from "./outcome.ts";
import type { Transport } from "./transport.ts";

/** A server that answers now and then, but never comes to an end, has this many times its patience. */
const PATIENCE = 3;
/** Connections are closed soon after the last message: other programs may want the server too. */
const IDLE_MILLISECONDS = 5_000;

const NO_UTF8 = "The mail server takes no letters beyond ASCII before the @ (it does not offer SMTPUTF8).";

/** Connects as sending does, and sends nothing. Why that cannot be done; null when all is well. */
export async function checkMailServer(server: MailServer, settings: MailSettings): Promise<string | null> {
  const pool = openPool(server, settings);
  try {
    await pool.verify();
    return null;
  } catch (error) {
    return cleanReason((error as NodemailerError).response ?? (error as Error).message);
  } finally {
    pool.close();
  }
}

function connectionTo({ host, port, secure, tlsRequired }: MailServer, { timeoutSeconds }: MailSettings) {
  const timeout = timeoutSeconds * 1000;
  return {
    ...{ host, port, secure },
    requireTLS: tlsRequired && !secure,
    opportunisticTLS: !tlsRequired,
    tls: { rejectUnauthorized: tlsRequired, minVersion: "TLSv1.2" as const },
    ...{ connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout },
  };
}

function openPool(server: MailServer, settings: MailSettings) {
  const { user, password } = server;
  return createTransport({
    ...connectionTo(server, settings),
    pool: true,
    maxConnections: settings.connections,
    // Trying again is the queue's business, but for a connection that was closed while it was idle.
    maxRequeues: 1,
    idleTimeout: IDLE_MILLISECONDS,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? "" } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Sends by SMTP over a few connections that are kept while there is something to send. */
export function createSmtpTransport(server: MailServer, settings: MailSettings): Transport {
  const longest = Math.ceil(settings.timeoutSeconds * PATIENCE);
  const pool = openPool(server, settings);
  let extensions: string | undefined;
  return {
    kind: "smtp",
    server: `${server.host}:${server.port}`,
    connections: settings.connections,
    async send(_id, mail, signal) {
      const tooLong = AbortSignal.timeout(longest * 1000);
      try {
        if (needsUtf8(mail)) {
          extensions ??= await askExtensions(connectionTo(server, settings));
          if (!/\bSMTPUTF8\b/i.test(extensions)) return { kind: "refused", reason: NO_UTF8, gone: false };
        }
        const { serverMessageId } = await pool.sendMail({ ...mail, signal: AbortSignal.any([signal, tooLong]) });
        return { kind: "accepted", serverMessageId: serverMessageId?.replaceAll(/[<>]/g, "") ?? null };
      } catch (error) {
        if (tooLong.aborted && !signal.aborted)
          return { kind: "deferred", reason: `No end after ${longest} seconds`, line: true };
        return outcomeOf(error as NodemailerError);
      }
    },
    close: () => pool.close(),
  };
}

/** Whether the envelope cannot be spelled in ASCII. A domain always can. */
function needsUtf8({ envelope }: SendMailOptions): boolean {
  return [envelope?.from, envelope?.to].some((address) => /[^\p{ASCII}].*@/u.test(String(address)));
}

/** What the server says it can do. Rejects like sending does. */
function askExtensions(options: SMTPConnectionOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options);
    connection.once("error", reject);
    connection.connect((error) => {
      if (error) reject(error);
      else resolve(String(connection.lastServerResponse));
      connection.quit();
    });
  });
}
