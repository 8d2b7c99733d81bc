import { z } from "zod";
import { cleanText, ONE_LINE } from "../clean-text.ts";
import { currencyCode } from "../currency-code.ts";
import { endpoint, idParams, instant, timeZone } from "../endpoint.ts";
import { fileId } from "../files.ts";
import { permissionNames, roles } from "../words/permissions.ts";
import { unitLimits } from "../words/units.ts";
import { code } from "./second-factor.ts";

/** A built-in role, or the id of one of the workspace's own. */
const role = z.string();
const chosenRole = z.union([z.enum(roles), z.uuid()], {
  error: `not a role; use one of ${roles.join(", ")}, or the id of a role of the workspace's own`,
});

/** Ids of the units somebody sees, with all that is below them; null for the whole workspace. */
const scope = z.array(z.string()).nullable();
const chosenScope = z
  .array(cleanText.max(64))
  .min(1, "empty: name the units, or send null for the whole workspace")
  .max(unitLimits.scope)
  .transform((ids) => [...new Set(ids)])
  .nullable();
export const emailAddress = z.email().max(254);
export const newPassword = z
  .string()
  .min(10, "too short: use at least 10 characters")
  .max(200, "too long: use at most 200 characters");
const oneLine = cleanText.trim().min(1).regex(ONE_LINE, "holds a line break or another control character");
const personName = oneLine.max(120);
const workspaceName = oneLine.max(80);

export const workspace = z
  .object({
    id: z.string(),
    name: z.string(),
    timezone: z.string(),
    /** Of amounts that name none, and into which others are converted (ISO 4217). */
    currency: z.string(),
    /** The id of an uploaded picture; null for none. */
    logo: z.string().nullable(),
    /** Whether members without a second factor are kept out until they set one up. */
    secondFactorRequired: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: "Workspace" });
export type Workspace = z.infer<typeof workspace>;

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    memberships: z.array(
      z.object({
        role,
        /** What the role is called, where it is one of the workspace's own. */
        roleName: z.string().nullable(),
        /** What the person may do in the workspace. */
        permissions: z.array(z.enum(permissionNames)),
        units: scope,
        /** What still keeps the person out of the workspace: `sign_in_again` where somebody ended their sessions in it, `second_factor` where it asks for one and they have none. */
        closed: z.enum(["sign_in_again", "second_factor"]).nullable(),
        workspace,
      }),
    ),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof me>;

export const member = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    roleName: z.string().nullable(),
    /** Of somebody limited to units, those of them that the caller sees too. */
    units: scope,
    joinedAt: instant,
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof member>;

export const invitation = z
  .object({
    id: z.string(),
    email: z.string(),
    role,
    roleName: z.string().nullable(),
    units: scope,
    expiresAt: instant,
    createdAt: instant,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof invitation>;

/** `write` keys may only send events and feedback; `api` keys may do what their scopes say. */
export const keyKind = z.enum(["write", "api"]);

export const key = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: keyKind,
    /** The first characters of the key, enough to recognise it. The key itself is stored only as a hash. */
    prefix: z.string(),
    scopes: z.array(z.enum(permissionNames)),
    /** What is sent with it is kept and shown as a test, and counted nowhere. */
    isTest: z.boolean(),
    units: scope,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: "Key" });
export type Key = z.infer<typeof key>;

import { USUAL_CURRENCY } from "../words/currency.ts";

const newKey = z.object({
  name: oneLine.max(80),
  kind: keyKind,
  /** Only for `api` keys. Absent: everything the creator's role may do. */
  scopes: z.array(z.enum(permissionNames)).min(1).max(permissionNames.length).optional(),
  /** What is sent with it is kept and shown as a test, and counted nowhere. */
  isTest: z.boolean().optional(),
  /** Only for `api` keys: the units it sees, by their ids. Absent: the whole workspace. */
  units: chosenScope.optional(),
  expiresAt: instant.optional(),
});

/** The last part of an invitation link, as it was made: half of one was cut off where it was copied. */
const invitationToken = z.object({
  token: z
    .string()
    .length(
      43,
      "the invitation link is not whole, some of its end is missing or does not belong to it; open all of it as it was sent to you, or ask for a new one",
    ),
});

export const accessApi = {
  getSetup: endpoint({
    method: "GET",
    path: "/api/v1/setup",
    tag: "Access",
    summary: "Whether the system still waits for its owner",
    access: "public",
    response: z.object({ needed: z.boolean() }),
    status: 200,
  }),
  completeSetup: endpoint({
    method: "POST",
    path: "/api/v1/setup",
    tag: "Access",
    summary: "Create the owner and the first workspace",
    description: "Works once, on a system without users; afterwards answers 409. Starts a session.",
    access: "public",
    body: z.object({
      name: personName,
      email: emailAddress,
      password: newPassword,
      workspace: workspaceName,
      timezone: timeZone.default("UTC"),
    }),
    response: me,
    status: 201,
  }),
  signIn: endpoint({
    method: "POST",
    path: "/api/v1/session",
    tag: "Access",
    summary: "Sign in with e-mail and password",
    description:
      "401 `wrong_credentials` alike for an unknown address and a wrong password; 429 after 10 failures in a minute on one address, or 30 from one caller. Where the person has a second factor, a right password alone answers 401 `second_factor_needed`: send it again with `code`. A code counts once; after five wrong ones in a row each next waits longer (429 `codes_locked`). The session lasts 14 days from its last day of use.",
    access: "public",
    body: z.object({
      email: z.string().max(254),
      password: z.string().max(200),
      /** Of the app, or a recovery code. */
      code: code.optional(),
    }),
    response: me,
    status: 200,
  }),
  signOut: endpoint({
    method: "DELETE",
    path: "/api/v1/session",
    tag: "Access",
    summary: "Sign out here",
    access: "signedIn",
    status: 204,
  }),
  signOutEverywhere: endpoint({
    method: "DELETE",
    path: "/api/v1/sessions",
    tag: "Access",
    summary: "Sign out on every device",
    access: "signedIn",
    status: 204,
  }),
  getMe: endpoint({
    method: "GET",
    path: "/api/v1/me",
    tag: "Access",
    summary: "The signed-in person and their workspaces",
    access: "signedIn",
    response: me,
    status: 200,
  }),
  changePassword: endpoint({
    method: "POST",
    path: "/api/v1/me/password",
    tag: "Access",
    summary: "Change the password; every other session ends",
    access: "signedIn",
    body: z.object({ currentPassword: z.string().max(200), newPassword }),
    status: 204,
  }),
  createWorkspace: endpoint({
    method: "POST",
    path: "/api/v1/workspaces",
    tag: "Access",
    summary: "Create a workspace, owned by the caller",
    description:
      "Requests address a workspace with the header `x-workspace`; without it they mean the one the person joined first. Keys always mean their own.",
    access: "signedIn",
    body: z.object({
      name: workspaceName,
      timezone: timeZone.default("UTC"),
      currency: currencyCode.default(USUAL_CURRENCY),
    }),
    response: workspace,
    status: 201,
  }),
  getWorkspace: endpoint({
    method: "GET",
    path: "/api/v1/workspace",
    tag: "Access",
    summary: "The addressed workspace",
    access: "workspace:read",
    response: workspace,
    status: 200,
  }),
  updateWorkspace: endpoint({
    method: "PATCH",
    path: "/api/v1/workspace",
    tag: "Access",
    summary: "Rename the workspace, change its time zone, currency or logo, ask for a second factor",
    description:
      "`logo` is the id of a file uploaded as `workspace_logo` (400 `unknown_file` for another), or null for none. With `secondFactorRequired`, members without a second factor are refused with the next request (403 `second_factor_required`) until they set one up; keys are not. Who asks for it has one (409 `own_second_factor_first`).",
    access: "workspace:edit",
    body: z.object({
      name: workspaceName.optional(),
      timezone: timeZone.optional(),
      currency: currencyCode.optional(),
      logo: fileId.nullable().optional(),
      secondFactorRequired: z.boolean().optional(),
    }),
    response: workspace,
    status: 200,
  }),
  listMembers: endpoint({
    method: "GET",
    path: "/api/v1/members",
    tag: "Access",
    summary: "Who belongs to the workspace",
    access: "members:read",
    response: z.object({ items: z.array(member) }),
    status: 200,
  }),
  updateMember: endpoint({
    method: "PATCH",
    path: "/api/v1/members/:id",
    tag: "Access",
    summary: "Change a member's role, and the units they see",
    description:
      "Nobody can grant more than they hold; the last owner cannot step down (409). With `units` the member sees these units, what is below them and nothing else, in rows and numbers; what is absent stays. 409 `owner_sees_all` for an owner; 400 `unknown_record` for one that is not there.",
    access: "members:edit",
    params: idParams,
    body: z.object({ role: chosenRole.optional(), units: chosenScope.optional() }),
    response: member,
    status: 200,
  }),
  removeMember: endpoint({
    method: "DELETE",
    path: "/api/v1/members/:id",
    tag: "Access",
    summary: "Remove a member from the workspace",
    description:
      "Their sessions stop working in it at once; keys they created stay, as programs depend on them. The last owner cannot leave (409).",
    access: "members:edit",
    params: idParams,
    status: 204,
  }),
  listInvitations: endpoint({
    method: "GET",
    path: "/api/v1/invitations",
    tag: "Access",
    summary: "Open invitations",
    access: "members:edit",
    response: z.object({ items: z.array(invitation) }),
    status: 200,
  }),
  invite: endpoint({
    method: "POST",
    path: "/api/v1/invitations",
    tag: "Access",
    summary: "Invite a person by link",
    description:
      "The link is shown once, and `mailed` to the address where there is a mail server; it is valid for 7 days and for one acceptance.",
    access: "members:edit",
    body: z.object({ email: emailAddress, role: chosenRole, units: chosenScope.default(null) }),
    response: z.object({ invitation, link: z.string(), mailed: z.boolean() }),
    answersSecret: true,
    status: 201,
  }),
  revokeInvitation: endpoint({
    method: "DELETE",
    path: "/api/v1/invitations/:id",
    tag: "Access",
    summary: "Withdraw an invitation",
    access: "members:edit",
    params: idParams,
    status: 204,
  }),
  getInvitationByToken: endpoint({
    method: "GET",
    path: "/api/v1/invitations/by-token/:token",
    tag: "Access",
    summary: "What an invitation link offers",
    access: "public",
    params: invitationToken,
    response: z.object({
      email: z.string(),
      role,
      roleName: z.string().nullable(),
      workspace: z.string(),
      expiresAt: instant,
      hasAccount: z.boolean(),
    }),
    status: 200,
  }),
  acceptInvitation: endpoint({
    method: "POST",
    path: "/api/v1/invitations/by-token/:token/accept",
    tag: "Access",
    summary: "Join the workspace; creates the account when there is none",
    description:
      "With a session of the invited address nothing else is needed. Otherwise `password` signs in to the existing account or, with `name`, creates one.",
    access: "public",
    params: invitationToken,
    body: z.object({
      name: personName.optional(),
      password: newPassword.optional(),
      /** Of the second factor of an account that has one. */
      code: code.optional(),
    }),
    response: me,
    status: 200,
  }),
  listKeys: endpoint({
    method: "GET",
    path: "/api/v1/keys",
    tag: "Keys",
    summary: "Keys of the workspace",
    access: "keys:read",
    response: z.object({ items: z.array(key) }),
    status: 200,
  }),
  createKey: endpoint({
    method: "POST",
    path: "/api/v1/keys",
    tag: "Keys",
    summary: "Create a key; its secret is shown once",
    description:
      "A key never holds more than its creator does (403). Made with a key that expires, it ends with that key at the latest: a later `expiresAt` is refused (400 `expires_too_late`), and without one it takes the same. It belongs to the workspace, so it works until it expires or is revoked, also after its creator has left.",
    access: "keys:edit",
    body: newKey,
    response: z.object({ key, secret: z.string() }),
    answersSecret: true,
    status: 201,
  }),
  revokeKey: endpoint({
    method: "DELETE",
    path: "/api/v1/keys/:id",
    tag: "Keys",
    summary: "Revoke a key at once",
    access: "keys:edit",
    params: idParams,
    status: 204,
  }),
};
