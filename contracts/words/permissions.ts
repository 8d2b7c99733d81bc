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
  "units:read": everyone,
  "units:edit": admins,
  "keys:read": admins,
  "keys:edit": admins,
  "audit:read": admins,
  "deliveries:read": admins,
  "deliveries:edit": admins,
  "events:write": editors,
  "events:read": analysts,
  "feedback:write": editors,
  "questions:read": everyone,
  "questions:edit": editors,
  "imports:read": analysts,
  "imports:run": editors,
  "contacts:read": analysts,
  "contacts:edit": editors,
  "privacy:read": admins,
  "privacy:edit": admins,
  "storage:edit": ["owner"],
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

/** What a built-in role may do; null for what is none. */
export function permissionsOf(role: string): readonly Permission[] | null {
  const builtIn = roles.find((name) => name === role);
  return builtIn ? permissionNames.filter((name) => roleCan(builtIn, name)) : null;
}

/**
 * What who sees some units only never may, whatever their role: it concerns the whole workspace or cannot be told apart by
 * units. All else is cut to their units.
 */
const ofTheWhole: readonly Permission[] = [
  "workspace:edit",
  "members:edit",
  "units:edit",
  "keys:read",
  "keys:edit",
  "audit:read",
  "deliveries:read",
  "deliveries:edit",
  "events:write",
  "feedback:write",
  "imports:read",
  "imports:run",
  "privacy:read",
  "privacy:edit",
  "storage:edit",
  "mail:read",
  "mail:edit",
  "mail:report",
  "system:read",
  "system:backup",
  "system:mail",
];

/** Whether a permission takes somebody who sees all of the workspace. */
export function takesTheWhole(permission: string): boolean {
  return (ofTheWhole as readonly string[]).includes(permission);
}

/** What a write key, the one put into apps and pages, may do: send, never read. */
export const writeKeyPermissions: readonly Permission[] = ["events:write", "feedback:write"];
