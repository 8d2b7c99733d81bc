import { accessApi } from "../../contracts/access/access.ts";
import { rolesApi } from "../../contracts/access/roles.ts";
import { languageOf } from "../platform/http/language.ts";
import { type Routes, revisionSeen } from "../platform/http/routes.ts";
import { mustBeFew } from "../platform/mail/mail.ts";
import type { AccessControl } from "./create-access.ts";
import { invitationLetter } from "./links/links.ts";
import { createRole, deleteRole, getRole, listRoles, updateRole } from "./roles/roles.ts";
import {
  changeMember,
  invite,
  listInvitations,
  listMembers,
  permissionsHeld,
  removeMember,
  revokeInvitation,
  withdrawBeyondRole,
} from "./workspaces/workspaces.ts";

/** Invitations that a workspace may have mailed, to whatever address, in an hour: as many as may be open. */
const MOST_AN_HOUR = 500;
const KIND = "invitation";

/** Who belongs to a workspace, and what they may do and see in it. */
export function memberRoutes(routes: Routes, { authentication, mail }: AccessControl): void {
  routes.route(accessApi.listMembers, async (ctx) => ({ items: await listMembers(ctx) }));

  routes.route(accessApi.updateMember, (ctx, { params, body }) => changeMember(ctx, params.id, body));

  routes.route(accessApi.removeMember, (ctx, { params }) => removeMember(ctx, params.id));

  routes.route(accessApi.listInvitations, async (ctx) => ({ items: await listInvitations(ctx) }));

  routes.route(accessApi.invite, async (ctx, { body, request }) => {
    const linkOf = (token: string) => new URL(`/invitation/${token}`, authentication.publicUrl()).href;
    const { invitation, token } = await invite(ctx, body, async (db, made) => {
      await mustBeFew(ctx, db, { kinds: [KIND], most: MOST_AN_HOUR });
      const words = { workspace: ctx.workspace.name, inviter: ctx.actor.name, url: linkOf(made.token) };
      const about = { workspace: ctx.workspace.id, kind: KIND, secret: true, expiresAt: made.expiresAt };
      const letter = invitationLetter(languageOf(request), words);
      return mail.enqueue(db, { ...about, ...letter, to: { address: made.email } });
    });
    mail.wake();
    return { invitation, link: linkOf(token), mailed: mail.transport.kind === "smtp" };
  });

  routes.route(accessApi.revokeInvitation, (ctx, { params }) => revokeInvitation(ctx, params.id));

  routes.route(rolesApi.listRoles, async (ctx) => ({ items: await listRoles(ctx) }));

  routes.route(rolesApi.getRole, (ctx, { params }) => getRole(ctx, params.id));

  routes.route(rolesApi.createRole, async (ctx, { body }) =>
    getRole(ctx, await createRole(ctx, body, await permissionsHeld(ctx, ctx.db))),
  );

  routes.route(rolesApi.updateRole, async (ctx, { params, body, request }) => {
    await ctx.db.transaction(async (db) => {
      const held = await permissionsHeld(ctx, db);
      await updateRole(ctx, params.id, body, revisionSeen(request), { held, db });
      await withdrawBeyondRole(ctx, db, params.id, body.permissions);
    });
    return getRole(ctx, params.id);
  });

  routes.route(rolesApi.deleteRole, (ctx, { params }) =>
    ctx.db.transaction(async (db) => deleteRole(ctx, params.id, { held: await permissionsHeld(ctx, db), db })),
  );
}
