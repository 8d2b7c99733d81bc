import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";

/** The code that an app shows which was given this secret, so many steps of 30 seconds from then. */
export function appCode(secret: string, now: Date, steps = 0): Promise<string> {
  return createOTP(base32.decode(secret)).hotp(Math.floor(now.getTime() / 30_000) + steps);
}
