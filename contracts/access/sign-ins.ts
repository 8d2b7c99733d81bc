import { z } from "zod";
import { endpoint, idParams, instant, pageOf, pageQuery } from "../endpoint.ts";
import { signInEvents } from "../words/sign-ins.ts";

export const signInEntry = z
  .object({
    id: z.string(),
    event: z.enum(signInEvents),
    /** How often it happened within an hour; more than 1 of failures only. */
    times: z.int(),
    /** The last time. */
    at: instant,
    /** Names of the browser and the system; empty where they are not known. */
    browser: z.string(),
    system: z.string(),
    /** The network it came from: 24 bits of an IPv4 address, 48 of an IPv6 one. */
    network: z.string(),
  })
  .meta({ id: "SignIn" });
export type SignIn = z.infer<typeof signInEntry>;

/** `days`: how long entries are kept. */
const signInPage = pageOf(signInEntry).extend({ days: z.int() });

export const signInsApi = {
  listSignIns: endpoint({
    method: "GET",
    path: "/api/v1/me/sign-ins",
    tag: "Access",
    summary: "How and where the person signed in, and who tried to, newest first",
    access: "signedIn",
    query: pageQuery,
    response: signInPage,
    status: 200,
  }),
  listMemberSignIns: endpoint({
    method: "GET",
    path: "/api/v1/members/:id/sign-ins",
    tag: "Access",
    summary: "How and where a member signed in since they joined, newest first",
    access: "audit:read",
    params: idParams,
    query: pageQuery,
    response: signInPage,
    status: 200,
  }),
};
