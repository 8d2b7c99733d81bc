/**
 * What can be done in a workspace, and which role may do it. One table: the server guards with it, the page hides what
 * is not allowed with it, the documentation prints it.
 */
export const roles = ["owner", "admin", "editor", "analyst", "viewer"] as const;
export type Role = (typeof roles)[number];

const everyone = roles;
const analysts = ["owner", "admin", "editor", "analyst"] as const;
const editors = ["owner", "admin", "editor"] as const;
const admins = ["owner", "admin"] as const;

export const permissions = {
  "workspace:read": everyone,
  "workspace:edit": admins,
  "members:read": everyone,
  "members:edit": admins,
  "keys:read": admins,
  "keys:edit": admins,
  "audit:read": admins,
  "audit:edit": ["owner"],
  "deliveries:read": admins,
  "deliveries:edit": admins,
  "events:write": editors,
  "events:read": analysts,
  "feedback:write": editors,
  "imports:read": analysts,
  "imports:run": editors,
  "contacts:read": analysts,
  "contacts:edit": editors,
  "segments:read": everyone,
  "segments:edit": editors,
  "personas:read": everyone,
  "personas:edit": editors,
  "touchpoints:read": everyone,
  "touchpoints:edit": editors,
  "annotations:read": everyone,
  "annotations:edit": analysts,
  "journeys:read": everyone,
  "journeys:edit": editors,
  "metrics:read": everyone,
  "queries:edit": analysts,
  "overview:read": everyone,
  "overview:edit": editors,
  "mail:read": admins,
  "mail:edit": admins,
  "mail:report": admins,
  "system:read": admins,
  "system:backup": ["owner"],
  "system:mail": ["owner"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]];

/** Whether a role grants a permission. */
export function roleCan(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** What a write key, the one put into apps and pages, may do: send, never read. */
export const writeKeyPermissions: readonly Permission[] = ["events:write", "feedback:write"];
