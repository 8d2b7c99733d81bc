import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type Mailbox, parseMailbox } from "./mail-address.ts";

/** How mail leaves this system, as its operator set it. */
export interface MailSettings {
  /** Absent: messages are written into the folder. */
  server: MailServer | undefined;
  /** Who messages come from where a workspace says nothing else. */
  from: Mailbox;
  /** Where bounces go; the sender's address when absent. */
  returnPath: string | undefined;
  /** Signs for the domain of whoever a message comes from. */
  dkim: { selector: string; privateKey: string } | undefined;
  /** Messages handed to the server in an hour at most, in all and for one receiving domain. */
  perHour: number;
  domainPerHour: number;
  /** Connections at the same time, each with a message of another domain. */
  connections: number;
  /** How long the server may be silent. */
  timeoutSeconds: number;
}

export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte. */
  secure: boolean;
  /** Whether a connection that cannot be encrypted, or whose certificate is not valid, is refused. */
  tlsRequired: boolean;
  user: string | undefined;
  password: string | undefined;
}

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Reads `smtp://user:password@host:port` or `smtps://…`. TLS is required unless the server is on this machine or it is said. */
export function readMailServer(text: string, tls: "required" | "optional" | undefined): MailServer {
  const url = new URL(text);
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    tlsRequired: tls === undefined ? !LOCAL.has(url.hostname) : tls === "required",
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
  };
}

/** @throws Error that says what a mailbox looks like */
export function readMailbox(text: string): Mailbox {
  const mailbox = parseMailbox(text);
  if (!mailbox) throw new Error("takes an address such as hello@example.com, or Name <hello@example.com>");
  return mailbox;
}

/** The RSA key in PEM itself, in which `\n` stands for a line break, or in the file that is named. @throws Error */
export function readDkimKey(text: string): string {
  const pem = text.includes("-----BEGIN") ? text.replaceAll("\\n", "\n") : readKeyFile(text);
  try {
    if (createPrivateKey(pem).asymmetricKeyType === "rsa") return pem;
  } catch {
    throw new Error("is no private key in PEM");
  }
  throw new Error("takes an RSA key, which every receiver can check");
}

function readKeyFile(path: string): string {
  if (!existsSync(path)) throw new Error("takes a private key in PEM or the path of a file that holds one");
  return readFileSync(path, "utf8");
}
