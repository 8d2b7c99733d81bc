import { z } from "zod";
import { cleanText, ONE_LINE } from "../clean-text.ts";
import { endpoint, idParams, instant } from "../endpoint.ts";
import { permissionNames, roles } from "../words/permissions.ts";

const BUILT_IN: readonly string[] = roles;

const roleFields = z.object({
  /** Unique in the workspace, ignoring case; none that is built in. */
  name: cleanText
    .trim()
    .min(1)
    .max(80)
    .regex(ONE_LINE, "holds a line break or another control character")
    .refine((name) => !BUILT_IN.includes(name.toLowerCase()), "is a built-in role; choose another name"),
  description: cleanText.max(2000).default(""),
  permissions: z
    .array(z.enum(permissionNames))
    .min(1, "empty: choose what the role may do")
    .max(permissionNames.length)
    .transform((chosen) => permissionNames.filter((name) => chosen.includes(name))),
});
export type RoleFields = z.infer<typeof roleFields>;

/** A role of the workspace's own: a set of permissions under a name, beside the built-in ones. */
export const customRole = roleFields
  .extend({
    id: z.string(),
    description: z.string(),
    permissions: z.array(z.enum(permissionNames)),
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Role" });
export type CustomRole = z.infer<typeof customRole>;

export const rolesApi = {
  listRoles: endpoint({
    method: "GET",
    path: "/api/v1/roles",
    tag: "Access",
    summary: "Roles of the workspace's own (at most 100), by name",
    description: "The built-in ones, owner, admin, editor, analyst and viewer, stand beside them and are not listed.",
    access: "members:read",
    response: z.object({ items: z.array(customRole) }),
    status: 200,
  }),
  getRole: endpoint({
    method: "GET",
    path: "/api/v1/roles/:id",
    tag: "Access",
    summary: "One role",
    access: "members:read",
    params: idParams,
    response: customRole,
    status: 200,
  }),
  createRole: endpoint({
    method: "POST",
    path: "/api/v1/roles",
    tag: "Access",
    summary: "Make a role",
    description: "Nobody can put into a role what they do not hold (403).",
    access: "members:edit",
    body: roleFields,
    response: customRole,
    status: 201,
  }),
  updateRole: endpoint({
    method: "PUT",
    path: "/api/v1/roles/:id",
    tag: "Access",
    summary: "Change a role",
    description:
      "Counts from the next request of everybody who has it. Nobody can put in or take out what they do not hold (403). Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "members:edit",
    params: idParams,
    body: roleFields,
    response: customRole,
    status: 200,
  }),
  deleteRole: endpoint({
    method: "DELETE",
    path: "/api/v1/roles/:id",
    tag: "Access",
    summary: "Remove a role",
    description: "409 `in_use` while members have it, naming them. Open invitations to it end.",
    access: "members:edit",
    params: idParams,
    status: 204,
  }),
};
