import { z } from "zod";
import { endpoint, idParams, instant } from "../endpoint.ts";

/** Where somebody is signed in. */
export const session = z
  .object({
    id: z.string(),
    /** Whether it is the one that asks. */
    isThis: z.boolean(),
    /** Names of the browser and the system, such as `Firefox` and `Windows`; empty where they are not known. */
    browser: z.string(),
    system: z.string(),
    /** The network it began in: 24 bits of an IPv4 address, 48 of an IPv6 one. */
    network: z.string(),
    createdAt: instant,
    /** To five minutes. */
    lastSeenAt: instant,
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof session>;

export const sessionsApi = {
  listSessions: endpoint({
    method: "GET",
    path: "/api/v1/sessions",
    tag: "Access",
    summary: "Where the person is signed in, last seen first",
    description: "The last 100.",
    access: "signedIn",
    response: z.object({ items: z.array(session) }),
    status: 200,
  }),
  endSession: endpoint({
    method: "DELETE",
    path: "/api/v1/sessions/:id",
    tag: "Access",
    summary: "End one of one's own sessions",
    description: "It is out with its next request. Ending the one that asks is signing out.",
    access: "signedIn",
    params: idParams,
    status: 204,
  }),
  endOtherSessions: endpoint({
    method: "DELETE",
    path: "/api/v1/sessions/others",
    tag: "Access",
    summary: "End every session but this one",
    access: "signedIn",
    status: 204,
  }),
  endMemberSessions: endpoint({
    method: "DELETE",
    path: "/api/v1/members/:id/sessions",
    tag: "Access",
    summary: "End the sessions of a member in this workspace",
    description:
      "They sign in again before they get further here (401 `sign_in_again`). In other workspaces, which are not the caller's to decide on, their sessions go on. Nobody ends those of a member who holds more than they do (403).",
    access: "members:edit",
    params: idParams,
    status: 204,
  }),
};
