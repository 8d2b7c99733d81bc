import type { Me } from "../../contracts/access/access.ts";
import { ApiError, type ResponseOf } from "../../contracts/client.ts";
import { request } from "./request.ts";
import { addressIn, lastWorkspaceId, settleWorkspace } from "./workspace-choice.ts";

/** Whether nobody owns this system yet. */
async function setupNeeded(): Promise<boolean> {
  return (await request("GET /api/v1/setup", {})).needed;
}

export async function signIn(credentials: { email: string; password: string; code?: string }): Promise<void> {
  settle(await request("POST /api/v1/session", { body: credentials }));
}

/** Whether the password was right, and a code of the second factor is asked for too. */
export function isCodeNeeded(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === "second_factor_needed";
}

export async function createOwner(owner: {
  name: string;
  email: string;
  password: string;
  workspace: string;
}): Promise<void> {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  settle(await request("POST /api/v1/setup", { body: { ...owner, timezone } }));
}

export type Invitation = ResponseOf<"GET /api/v1/invitations/by-token/:token">;

export function readInvitation(token: string, signal: AbortSignal): Promise<Invitation> {
  return request("GET /api/v1/invitations/by-token/:token", { params: { token }, signal });
}

export async function acceptInvitation(
  token: string,
  person: { name?: string; password?: string; code?: string },
): Promise<void> {
  settle(await request("POST /api/v1/invitations/by-token/:token/accept", { params: { token }, body: person }));
}

export async function askForReset(email: string): Promise<void> {
  await request("POST /api/v1/password-resets", { body: { email } });
}

export type Reset = ResponseOf<"GET /api/v1/password-resets/:token">;

export function readReset(token: string, signal: AbortSignal): Promise<Reset> {
  return request("GET /api/v1/password-resets/:token", { params: { token }, signal });
}

export async function resetPassword(token: string, password: string): Promise<void> {
  await request("POST /api/v1/password-resets/:token", { params: { token }, body: { password } });
}

/** @returns the address that was confirmed */
export async function confirmSender(token: string): Promise<string> {
  return (await request("POST /api/v1/mail-sender/confirmations", { body: { token } })).address;
}

/** A workspace remembered from earlier, perhaps by somebody else in this browser, must be one of this person's. */
export function settle(me: Me): Me {
  settleWorkspace(me.memberships.map(({ workspace }) => workspace.id));
  return me;
}

/** Where somebody without a session goes first, and from there to the page that was asked for. */
export async function doorTo(address: string): Promise<string> {
  if (await setupNeeded()) return "/setup";
  return address === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next: address })}`;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 401;
}

/**
 * Where a browser that has no session goes first; undefined for one that has, and when the server does not say. Not asked
 * where somebody signed in before: most of them still are.
 */
export async function doorOfStranger(address: string): Promise<string | undefined> {
  if (lastWorkspaceId() !== null) return undefined;
  try {
    settle(await request("GET /api/v1/me", {}));
    return undefined;
  } catch (error) {
    return isSignedOut(error) ? doorTo(address).catch(() => undefined) : undefined;
  }
}

/**
 * Goes to a page by loading it: before and after the door two programs run, so nothing seen by whoever was here before can be
 * seen by whoever comes in.
 */
export function loadPage(address: string): void {
  window.location.assign(address);
}

/** Shows another workspace from its first page: nothing that was read or drawn of this one is left. */
export function enterWorkspace(id: string): void {
  loadPage(addressIn(id, "/"));
}
