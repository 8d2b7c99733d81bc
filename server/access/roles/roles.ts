export {
  createRole,
  deleteRole,
  getRole,
  listRoles,
  mustHoldRole,
  permissionsIn,
  records as roleRecords,
  updateRole,
} from "./edit-role.ts";
export { mayReach } from "./reach.ts";
