export { backupRoutes } from "./backup.routes.ts";
export { type CheckedBackup, checkBackup } from "./check-backup.ts";
export { restoreBackup } from "./restore-backup.ts";
