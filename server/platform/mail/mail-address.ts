import { domainToASCII } from "node:url";
import { mailAddress } from "../../../contracts/operate/mail.ts";

export interface Mailbox {
  name: string;
  address: string;
}

export interface ParsedAddress {
  /** As it was written, without blanks around it and in composed letters. */
  address: string;
  /** What two addresses are compared by: lower case, the domain as DNS knows it. */
  key: string;
  /** The domain as DNS knows it. */
  domain: string;
}

/** The parts of an address; null for what is none. */
export function parseAddress(text: string): ParsedAddress | null {
  const { success, data } = mailAddress.safeParse(text.normalize("NFC"));
  if (!success) return null;
  const index = data.lastIndexOf("@");
  const domain = domainToASCII(data.slice(index + 1));
  if (domain === "" || domain.length > 253) return null;
  return { address: data, key: `${data.slice(0, index).toLowerCase()}@${domain}`, domain };
}

/** `Shop <hello@shop.example>` or the address alone; null for what is neither. */
export function parseMailbox(text: string): Mailbox | null {
  const match = /^\s*(?:"?([^"<>\p{Cc}]{1,80}?)"?\s*<([^<>]+)>|([^<>]+))\s*$/u.exec(text);
  const parsed = parseAddress(match?.[2] ?? match?.[3] ?? "");
  return parsed ? { name: match?.[1]?.trim() ?? "", address: parsed.address } : null;
}
