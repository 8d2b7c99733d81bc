import { randomInt, timingSafeEqual } from "node:crypto";
import { createOTP } from "@better-auth/utils/otp";
import { hashSecret } from "../../platform/secrets.ts";

/** RFC 6238, as every app for such codes has it. */
const STEP_SECONDS = 30;
/** A clock may be one step ahead or behind. */
const STEPS_OFF = [0, -1, 1] as const;
const ISSUER = "Throughline";

/** What an app is set up with: an address for its camera, and the same to be typed. */
export function setUpWith(secret: Uint8Array, email: string): { uri: string; secret: string } {
  const uri = createOTP(secret).url(ISSUER, email);
  return { uri, secret: new URL(uri).searchParams.get("secret") ?? "" };
}

/** The time step that a code is of; null for a code of none that is near. */
export async function stepOf(secret: Uint8Array, code: string, now: Date): Promise<number | null> {
  const current = Math.floor(now.getTime() / 1000 / STEP_SECONDS);
  const otp = createOTP(secret);
  let found: number | null = null;
  // All of them are always looked at: the time tells nothing.
  for (const off of STEPS_OFF) if (isSame(await otp.hotp(current + off), code)) found = current + off;
  return found;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const HOW_MANY = 10;
/** 32 letters and digits that are not mistaken for one another. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 16;

/** `4f9k-…`, four times four. */
export function makeRecoveryCodes(): string[] {
  const one = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return Array.from({ length: HOW_MANY }, () => one().replaceAll(/.{4}(?=.)/g, "$&-"));
}

/** A code as it is compared, however it was typed. */
export function plainCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, "").toLowerCase();
}

export function isTimeCode(plain: string): boolean {
  return /^\d{6}$/.test(plain);
}

export function hashRecoveryCode(code: string): string {
  return hashSecret(plainCode(code));
}
