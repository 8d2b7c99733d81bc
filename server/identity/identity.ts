export { createIdentity, type Identity } from "./create-identity.ts";
export { identityRoutes } from "./identity.routes.ts";
export { createKey } from "./keys.ts";
export { listMembers } from "./members.ts";
export { setUpOwner } from "./set-up.ts";
export { createWorkspace, listWorkspaceIds } from "./workspaces.ts";
