export { identityRoutes } from "./access.routes.ts";
export { createIdentity, type Identity } from "./create-access.ts";
export { createKey } from "./keys/keys.ts";
export { createWorkspace, listMembers, listWorkspaceIds, setUpOwner } from "./workspaces/workspaces.ts";
