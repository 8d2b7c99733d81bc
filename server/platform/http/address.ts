import { isIPv4, isIPv6 } from "node:net";

const MAPPED = "::ffff:";

/** The first groups of an IPv6 address in hex, joined by colons; null for an IPv4 address, also one written as IPv6. */
export function firstGroups(ip: string, groups: number): string | null {
  if (!isIPv6(ip) || ip.startsWith(MAPPED)) return null;
  const [head = "", tail = ""] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const missing = ip.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  return [...left, ...missing, ...right].slice(0, groups).join(":");
}

/** The network an address is in, `192.0.2.0/24` or `2001:db8:1::/48`; empty for what is no address. */
export function networkOf(ip: string): string {
  const groups = firstGroups(ip, 3);
  if (groups !== null) return `${groups}::/48`;
  const address = ip.startsWith(MAPPED) ? ip.slice(MAPPED.length) : ip;
  return isIPv4(address) ? address.replace(/\.\d+$/, ".0/24") : "";
}
