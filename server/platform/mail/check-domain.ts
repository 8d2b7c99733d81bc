import { createPublicKey } from "node:crypto";
import { Resolver } from "node:dns/promises";
import type { DomainRecord } from "../../../contracts/operate/mail.ts";
import type { MailSettings } from "./mail-settings.ts";

/** The TXT records of a name, each as one text; none when there is no such name. Rejects when DNS cannot be asked. */
export type ResolveTxt = (name: string) => Promise<string[]>;

const PATIENCE_MILLISECONDS = 3_000;
const NOT_THERE = new Set(["ENOTFOUND", "ENODATA"]);

export const resolveTxt: ResolveTxt = async (name) => {
  const resolver = new Resolver({ timeout: PATIENCE_MILLISECONDS, tries: 2 });
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
  } catch (error) {
    if (error instanceof Error && "code" in error && NOT_THERE.has(String(error.code))) return [];
    throw error;
  }
};

/** What receivers find about a sender's domain, and what to add so that they believe its mail. */
export async function checkDomain(
  domain: string,
  { server, dkim }: Pick<MailSettings, "server" | "dkim">,
  resolve: ResolveTxt,
): Promise<DomainRecord[]> {
  return Promise.all([
    look(resolve, "spf", domain, (texts) => judgeSpf(texts, server?.host)),
    dkim
      ? look(resolve, "dkim", `${dkim.selector}._domainkey.${domain}`, (texts) => judgeDkim(texts, dkim.privateKey))
      : ({ kind: "dkim", name: null, state: "unsigned", found: [], add: null } as const),
    checkDmarc(resolve, domain),
  ]);
}

type Judged = Pick<DomainRecord, "state" | "found" | "add">;

async function look(
  resolve: ResolveTxt,
  kind: DomainRecord["kind"],
  name: string,
  judge: (texts: string[]) => Judged,
): Promise<DomainRecord> {
  try {
    return { kind, name, ...judge(await resolve(name)) };
  } catch {
    // What to add is worth knowing without DNS too.
    return { kind, name, state: "unreachable", found: [], add: judge([]).add };
  }
}

function judgeSpf(texts: readonly string[], host: string | undefined): Judged {
  const found = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const add = `v=spf1 ${host === undefined ? "mx" : `a:${host}`} ~all`;
  if (found.length === 0) return { state: "missing", found, add };
  if (found.length > 1) return { state: "several", found, add: null };
  // `+all`, or the bare word, lets everybody send in this name.
  if (/\s\+?all(\s|$)/i.test(found[0] ?? "")) return { state: "invalid", found, add };
  return { state: "ok", found, add: null };
}

function judgeDkim(texts: readonly string[], privateKey: string): Judged {
  const ours = publicKeyOf(privateKey);
  const add = `v=DKIM1; k=rsa; p=${ours}`;
  // The version is optional there, the key is not.
  const found = texts.filter((text) => /^v=DKIM1\b/i.test(text.trim()) || tags(text).has("p"));
  if (found.length === 0) return { state: "missing", found, add };
  if (found.length > 1) return { state: "several", found, add: null };
  const theirs = tags(found[0] ?? "").get("p");
  if (theirs === undefined) return { state: "invalid", found, add };
  if (theirs === "") return { state: "revoked", found, add };
  return theirs === ours ? { state: "ok", found, add: null } : { state: "differs", found, add };
}

/** The policy of the domain; without one, that of the domains above it holds. */
async function checkDmarc(resolve: ResolveTxt, domain: string): Promise<DomainRecord> {
  const labels = domain.split(".");
  let own: DomainRecord | undefined;
  for (let first = 0; first <= labels.length - 2; first += 1) {
    const above = await look(resolve, "dmarc", `_dmarc.${labels.slice(first).join(".")}`, (texts) =>
      judgeDmarc(texts, domain),
    );
    if (above.state !== "missing") return above;
    own ??= above;
  }
  return own ?? look(resolve, "dmarc", `_dmarc.${domain}`, (texts) => judgeDmarc(texts, domain));
}

function judgeDmarc(texts: readonly string[], domain: string): Judged {
  const found = texts.filter((text) => /^v=DMARC1\b/i.test(text.trim()));
  const add = `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`;
  if (found.length === 0) return { state: "missing", found, add };
  if (found.length > 1) return { state: "several", found, add: null };
  const policy = tags(found[0] ?? "").get("p") ?? "";
  if (!/^(none|quarantine|reject)$/i.test(policy)) return { state: "invalid", found, add };
  return { state: "ok", found, add: null };
}

function tags(record: string): Map<string, string> {
  return new Map(
    record.split(";").flatMap((part): [string, string][] => {
      const equals = part.indexOf("=");
      if (equals < 0) return [];
      return [[part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).replaceAll(/\s+/g, "")]];
    }),
  );
}

function publicKeyOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64");
}
