import { z } from "zod";
import { endpoint, instant } from "../endpoint.ts";

/** As typed: blanks and dashes do not count. */
export const code = z.string().max(64);
const proof = z.object({ password: z.string().max(200), code });
const recoveryCodes = z.object({
  /** Each lets in once without the app. They are stored as hashes only. */
  recoveryCodes: z.array(z.string()),
});

export const secondFactor = z
  .object({
    /** Since when a code is asked for at sign-in; null for not at all. */
    enabledAt: instant.nullable(),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: "SecondFactor" });
export type SecondFactor = z.infer<typeof secondFactor>;

export const secondFactorApi = {
  getSecondFactor: endpoint({
    method: "GET",
    path: "/api/v1/me/second-factor",
    tag: "Access",
    summary: "Whether a code is asked for when the person signs in",
    access: "signedIn",
    response: secondFactor,
    status: 200,
  }),
  beginSecondFactor: endpoint({
    method: "POST",
    path: "/api/v1/me/second-factor",
    tag: "Access",
    summary: "Begin to set up a second factor: what an app for codes is given",
    description:
      "Codes are those of RFC 6238: six digits, 30 seconds, SHA-1. Nothing is asked for before a code was sent to `…/confirmation`. 409 `second_factor_on` where one is set up already.",
    access: "signedIn",
    body: z.object({ password: z.string().max(200) }),
    response: z.object({
      /** An `otpauth:` address, for a QR code. */
      uri: z.string(),
      /** The same in base32, to be typed. */
      secret: z.string(),
    }),
    answersSecret: true,
    status: 201,
  }),
  confirmSecondFactor: endpoint({
    method: "POST",
    path: "/api/v1/me/second-factor/confirmation",
    tag: "Access",
    summary: "Set up the second factor by a code of it; every other session ends",
    description: "Answers ten recovery codes, shown once.",
    access: "signedIn",
    body: z.object({ code }),
    response: recoveryCodes,
    status: 200,
  }),
  renewRecoveryCodes: endpoint({
    method: "POST",
    path: "/api/v1/me/second-factor/recovery-codes",
    tag: "Access",
    summary: "Make new recovery codes in place of those there are",
    access: "signedIn",
    body: proof,
    response: recoveryCodes,
    status: 200,
  }),
  removeSecondFactor: endpoint({
    method: "POST",
    path: "/api/v1/me/second-factor/removal",
    tag: "Access",
    summary: "Remove the second factor; every other session ends",
    description: "Where a workspace asks for one, the person gets no further in it before another is set up.",
    access: "signedIn",
    body: proof,
    status: 204,
  }),
};
