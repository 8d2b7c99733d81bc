export { expireDue, expireJob } from "./expire.ts";
export { expiredBefore } from "./expired-before.ts";
export { daysOf } from "./set-period.ts";
export { storagePeriodRoutes } from "./storage-periods.routes.ts";
