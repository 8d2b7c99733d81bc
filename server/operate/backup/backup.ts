export { backupRoutes } from "./backup.routes.ts";
export { checkBackup } from "./check-backup.ts";
export { restoreBackup } from "./restore-backup.ts";
