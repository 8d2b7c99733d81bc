export { accessRoutes } from "./access.routes.ts";
export { auditExpiring, auditPersonal } from "./audit/audit.ts";
export { type AccessControl, createAccess } from "./create-access.ts";
export { createKey } from "./keys/keys.ts";
export { makePasswordLink, resetSecondFactor } from "./reset-account.ts";
export { roleRecords } from "./roles/roles.ts";
export { forgetSignInsJob } from "./sign-ins/sign-ins.ts";
export { systemContext } from "./system-context.ts";
export {
  createUnitPaths,
  drawnKeys,
  getUnit,
  importUnits,
  listUnits,
  mustSeeAll,
  publishPlaces,
  republishPlaces,
  UNITS_PLACED,
  type UnitPaths,
  unitPlacesMigration,
  unitRoutes,
} from "./units/units.ts";
export { hashPassword } from "./users/users.ts";
export {
  createWorkspace,
  invite,
  listMembers,
  listWorkspaceIds,
  registerByInvitation,
  setUpOwner,
  workspaceLogo,
} from "./workspaces/workspaces.ts";
