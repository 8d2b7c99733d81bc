import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { and, eq, lt } from "drizzle-orm";
import type { FastifyReply, FastifyRequest } from "fastify";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { MINUTE } from "../../../contracts/words/durations.ts";
import type { System, UserContext } from "../../platform/context.ts";
import { networkOf } from "../../platform/http/address.ts";
import { problem, unauthenticated } from "../../platform/http/problem.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";
import { credentials, sessions, users, verifications } from "./users.tables.ts";

const DAY = 24 * 60 * 60;
/** How exactly a session knows when it was seen last. */
const SEEN_TO = 5 * MINUTE;
/** As much of what a browser says of itself as is kept. */
const AGENT_LENGTH = 300;
const NETWORK_HEADER = "x-network";

export interface AuthenticationOptions {
  system: System;
  secret: string;
  publicUrl: () => string;
}

/** Sessions and passwords. The library below is reached through here only, never mounted as routes of its own. */
export type Authentication = ReturnType<typeof createAuthentication>;

export function createAuthentication({ system, secret, publicUrl }: AuthenticationOptions) {
  let current: { url: string; auth: ReturnType<typeof build> } | undefined;

  /** Built when first needed: with port 0 the address is known only after the server listens. */
  function auth() {
    const url = publicUrl();
    if (current?.url !== url) current = { url, auth: build(system, secret, url) };
    return current.auth;
  }

  return {
    publicUrl,

    /** The person whose session the request carries. A given `reply` also receives the prolonged cookie. */
    async session(request: FastifyRequest, reply?: FastifyReply): Promise<UserContext["user"] | null> {
      if (!request.headers.cookie) return null;
      const { headers, response } = await auth().api.getSession({
        headers: headersOf(request),
        query: { disableRefresh: reply === undefined },
        returnHeaders: true,
      });
      if (reply) forwardCookies(headers, reply);
      if (!response) return null;
      const { user, session } = response;
      await noteSeen(system, session);
      return {
        id: user.id,
        name: user.name,
        email: user.email,
        sessionToken: session.token,
        since: new Date(session.createdAt),
      };
    },

    /**
     * Starts a session. Unknown address and wrong password answer alike and cost alike. Where `admit` fails, there is no
     * session.
     * @throws 401
     */
    async signIn(
      request: FastifyRequest,
      reply: FastifyReply,
      email: string,
      password: string,
      admit: (user: { id: string; name: string }) => Promise<void> = async () => undefined,
    ): Promise<{ id: string; name: string }> {
      if (!z.email().safeParse(email).success) {
        await hashPassword(password);
        throw wrongCredentials();
      }
      const { headers, response } = await auth()
        .api.signInEmail({
          body: { email: normaliseEmail(email), password },
          headers: headersOf(request),
          returnHeaders: true,
        })
        .catch((error: unknown) => {
          throw isAPIError(error) && error.statusCode < 500 ? wrongCredentials() : error;
        });
      const { id, name } = response.user;
      try {
        await admit({ id, name });
      } catch (error) {
        await system.db.delete(sessions).where(eq(sessions.token, response.token));
        throw error;
      }
      forwardCookies(headers, reply);
      await system.db.delete(sessions).where(and(eq(sessions.userId, id), lt(sessions.expiresAt, new Date())));
      return { id, name };
    },

    async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const { headers } = await auth().api.signOut({ headers: headersOf(request), returnHeaders: true });
      forwardCookies(headers, reply);
    },

    async signOutEverywhere(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      await auth().api.revokeSessions({ headers: headersOf(request) });
      await this.signOut(request, reply);
    },

    /** Ends every session, and starts a new one here. @throws 400 when the current password is wrong */
    async changePassword(request: FastifyRequest, reply: FastifyReply, currentPassword: string, newPassword: string) {
      const { headers } = await auth()
        .api.changePassword({
          body: { currentPassword, newPassword, revokeOtherSessions: true },
          headers: headersOf(request),
          returnHeaders: true,
        })
        .catch((error: unknown) => {
          if (!isAPIError(error) || error.statusCode >= 500) throw error;
          if (error.statusCode === 401) throw unauthenticated();
          throw problem("wrong_current_password", { path: "currentPassword" });
        });
      forwardCookies(headers, reply);
    },
  };
}

function build(system: System, secret: string, baseURL: string) {
  return betterAuth({
    appName: "Throughline",
    baseURL,
    secret,
    telemetry: { enabled: false },
    database: drizzleAdapter(system.db, {
      provider: "pg",
      schema: { user: users, session: sessions, account: credentials, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      // People come in by setup or by invitation, which create the account and the membership in one transaction.
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: 14 * DAY, updateAge: DAY },
    databaseHooks: {
      session: {
        create: {
          // The library keeps whole addresses or none.
          before: async (session, ctx) => ({
            data: { ...session, ipAddress: ctx?.headers?.get(NETWORK_HEADER) ?? "" },
          }),
        },
      },
    },
    // Attempts are counted by our own endpoints; the library's limiter only guards its own routes.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "throughline",
      useSecureCookies: baseURL.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => uuidv7() },
    },
    logger: {
      level: "error",
      // Only the message: the arguments may hold what must not be logged.
      log: (_level, message) => system.log.error({ from: "better-auth" }, message),
    },
  });
}

/** Only what the library needs; nothing a caller can set decides about addresses. */
function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ [NETWORK_HEADER]: networkOf(request.ip) });
  if (request.headers.cookie) headers.set("cookie", request.headers.cookie);
  if (request.headers["user-agent"]) headers.set("user-agent", request.headers["user-agent"].slice(0, AGENT_LENGTH));
  return headers;
}

/** A session in use is written to once in five minutes, not with each request. */
async function noteSeen({ db }: System, session: { id: string; updatedAt: Date | string }): Promise<void> {
  // The library goes by the clock of the machine.
  const now = new Date();
  if (now.getTime() - new Date(session.updatedAt).getTime() < SEEN_TO) return;
  await db.update(sessions).set({ updatedAt: now }).where(eq(sessions.id, session.id));
}

function forwardCookies(headers: Headers | null | undefined, reply: FastifyReply): void {
  for (const cookie of headers?.getSetCookie() ?? []) void reply.header("set-cookie", cookie);
}

function wrongCredentials() {
  return problem("wrong_credentials");
}

/** Addresses are compared in lower case. Only for addresses the contract has let through, which are ASCII. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}
