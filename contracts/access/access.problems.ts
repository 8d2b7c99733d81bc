import { declareProblems } from "../declare-problems.ts";

/** Who may enter and do what. */
export const accessProblems = declareProblems({
  unauthenticated: { status: 401, detail: "Sign in, or send an API key as `Authorization: Bearer …`." },
  sign_in_again: {
    status: 401,
    detail: "Your sessions were ended in this workspace. Sign out, and sign in again.",
  },
  unknown_key: { status: 401, detail: "This key is unknown, revoked or expired." },
  wrong_credentials: { status: 401, detail: "E-mail or password is not right." },
  second_factor_needed: {
    status: 401,
    detail: "The password is right. Send the code of the second factor too, as `code`.",
    reason: "required",
  },
  wrong_code: {
    status: 400,
    detail: "The code is not right. Take the one that the app shows now, or a recovery code.",
    reason: "The code is not right.",
  },
  code_used: {
    status: 400,
    detail: "This code was used already. Wait for the next one.",
    reason: "This code was used already. Wait for the next one.",
  },
  codes_locked: {
    status: 429,
    detail: "Too many wrong codes. Try again in {{minutes}} minutes, or use a recovery code.",
    reason: "Too many wrong codes. Try again in {{minutes}} minutes, or use a recovery code.",
  },
  second_factor_unreadable: {
    status: 409,
    detail:
      "The second factor cannot be read: it was sealed with another secret of the system. Use a recovery code, or have it reset with `throughline account reset`.",
    reason: "The second factor cannot be read. Use a recovery code.",
  },
  second_factor_on: { status: 409, detail: "A second factor is set up already. Remove it first." },
  second_factor_off: { status: 409, detail: "No second factor is set up, or begun to be. Begin with one." },
  second_factor_required: {
    status: 403,
    detail: "This workspace asks for a second factor. Set one up in your profile to go on.",
  },
  own_second_factor_first: {
    status: 409,
    detail: "Set up a second factor of your own first: you would be the first to be kept out.",
  },
  forbidden: { status: 403, detail: "Your role does not allow this. Ask an admin of the workspace." },
  permission_needed: { status: 403, detail: "This takes the permission {{permission}} too." },
  role_needed: {
    status: 403,
    detail: "This takes the role {{role}} or one above it, and you do not hold that.",
  },
  role_beyond_holder: {
    status: 403,
    detail: "A role cannot hold more than who grants it does, and you do not hold this: {{permission}}.",
  },
  beyond_units: {
    status: 403,
    detail: "This concerns the whole workspace, and you see some units of it only. Ask somebody who sees all of it.",
  },
  scope_missing: { status: 403, detail: "This key may not do this: it lacks the scope {{permission}}." },
  person_needed: { status: 403, detail: "Keys cannot do this; it takes a signed-in person." },
  cross_site_request: {
    status: 403,
    detail:
      "A request with a session must come from our own page: send an `Origin` header with this address, or use an API key.",
  },
  unknown_host: {
    status: 403,
    detail: "This server is reached as {{address}}. Set PUBLIC_URL to the address that people use for it.",
  },
  unknown_workspace: { status: 404, detail: "There is no workspace with this id." },
  too_many_attempts: { status: 429, detail: "Too many attempts. Try again in {{seconds}} seconds." },
  wrong_password: {
    status: 400,
    detail: "The password is not right.",
    reason: "The password is not right.",
  },
  wrong_current_password: {
    status: 400,
    detail: "The current password is not right.",
    reason: "The current password is not right.",
  },
  already_set_up: {
    status: 409,
    detail: "This system has its owner already. Sign in, or ask for an invitation.",
  },
});

export const linkProblems = declareProblems({
  link_gone: {
    status: 404,
    detail: "This link does not exist, was used, or has expired. Ask for a new one.",
  },
  too_many_links: {
    status: 429,
    detail: "Three links were sent within an hour. Look among unwanted mail too, or try again later.",
    retryAfter: 3600,
  },
  same_email: { status: 400, detail: "This is your address already.", reason: "your address already" },
  email_taken: {
    status: 409,
    detail: "Somebody else signs in with this address now. Nothing was changed.",
  },
});

/** Of workspaces, who belongs to them, and invitations. */
export const workspaceProblems = declareProblems({
  too_many_workspaces: { status: 409, detail: "A person can belong to {{most}} workspaces at most." },
  last_owner: { status: 409, detail: "The last owner cannot {{act}}. Make somebody else an owner first." },
  owner_sees_all: {
    status: 409,
    detail: "An owner sees all of the workspace. Choose another role for who sees some units only.",
  },
  already_member: { status: 409, detail: "{{email}} belongs to this workspace already." },
  too_many_invitations: { status: 409, detail: "A workspace can have {{most}} open invitations at most." },
  invitation_gone: {
    status: 404,
    detail: "This invitation does not exist, was used or withdrawn, or has expired. Ask for a new link.",
  },
  account_exists: { status: 409, detail: "This address has an account now. Accept with its password." },
  password_required: {
    status: 400,
    detail: "Send the password of the account, or the one it shall have.",
    reason: "required",
  },
  name_required: { status: 400, detail: "Send the name of the new account.", reason: "required" },
});

export const keyProblems = declareProblems({
  too_many_keys: { status: 409, detail: "A workspace can have {{most}} keys at most. Revoke some first." },
  expired_already: { status: 400, detail: "The expiry lies in the past.", reason: "in the past" },
  expires_too_late: {
    status: 400,
    detail:
      "A key cannot outlive the key it is made with, which expires at {{instant}}. Name that time or an earlier one, leave expiresAt out to take it, or make the key signed in.",
    reason: "later than {{instant}}, when the key it is made with expires",
  },
  scopes_not_taken: { status: 400, detail: "Write keys take no scopes: they may send, nothing else." },
  units_not_taken: { status: 400, detail: "Write keys take no units: they send, and see nothing." },
  key_beyond_creator: {
    status: 403,
    detail: "A key cannot hold more than its creator does, and you do not hold what this takes: {{what}}.",
  },
});
