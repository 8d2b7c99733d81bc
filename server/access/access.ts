export { accessRoutes } from "./access.routes.ts";
export { type AccessControl, createAccess } from "./create-access.ts";
export { createKey } from "./keys/keys.ts";
export { systemContext } from "./system-context.ts";
export { createWorkspace, listMembers, listWorkspaceIds, setUpOwner, workspaceLogo } from "./workspaces/workspaces.ts";
