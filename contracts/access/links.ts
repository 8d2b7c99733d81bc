import { z } from "zod";
import { endpoint, instant } from "../endpoint.ts";
import { emailAddress, me, newPassword } from "./access.ts";

/** The last part of a link, as it was made: half of one was cut off where it was copied. */
const linkToken = z.object({
  token: z.string().length(43, "the link is not whole; open all of it as it was sent to you, or ask for a new one"),
});

export const linksApi = {
  sendPasswordReset: endpoint({
    method: "POST",
    path: "/api/v1/password-resets",
    tag: "Access",
    summary: "Have a link sent that resets the password",
    description:
      "Answers alike, and as late, whether the address is somebody's or not. 3 links an hour go to one user at most; 429 after 10 requests in a minute for one address, or 30 from one caller. `Accept-Language` (en, de) decides what the message is written in.",
    access: "public",
    // Nobody is known to have asked. The message that is sent is kept beside all others.
    audits: "nothing",
    body: z.object({ email: z.string().max(254) }),
    status: 204,
  }),
  getPasswordReset: endpoint({
    method: "GET",
    path: "/api/v1/password-resets/:token",
    tag: "Access",
    summary: "Whose password a link resets",
    access: "public",
    params: linkToken,
    response: z.object({ email: z.string(), expiresAt: instant }),
    status: 200,
  }),
  resetPassword: endpoint({
    method: "POST",
    path: "/api/v1/password-resets/:token",
    tag: "Access",
    summary: "Set a new password by a link; every session ends",
    description: "A link is valid for an hour and works once; with it every other link of the user ends.",
    access: "public",
    params: linkToken,
    body: z.object({ password: newPassword }),
    status: 204,
  }),
  sendEmailChange: endpoint({
    method: "POST",
    path: "/api/v1/me/email",
    tag: "Access",
    summary: "Have a link sent to a new address that one will sign in with",
    description:
      "Nothing changes before the link is followed by the user, signed in. Whether the address is another user's is told to that user only. 3 links an hour (429).",
    access: "signedIn",
    body: z.object({ email: emailAddress, password: z.string().max(200) }),
    status: 204,
  }),
  getEmailChange: endpoint({
    method: "GET",
    path: "/api/v1/email-changes/:token",
    tag: "Access",
    summary: "What a link to a new address changes",
    access: "signedIn",
    params: linkToken,
    response: z.object({ from: z.string(), to: z.string(), expiresAt: instant }),
    status: 200,
  }),
  confirmEmailChange: endpoint({
    method: "POST",
    path: "/api/v1/email-changes/:token",
    tag: "Access",
    summary: "Take the new address; the old one is told, every other session ends",
    access: "signedIn",
    params: linkToken,
    response: me,
    status: 200,
  }),
};
