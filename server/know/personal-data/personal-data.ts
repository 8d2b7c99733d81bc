export { contactsExpiring } from "./contacts.expiring.ts";
export { eraseAgain } from "./erase-again.ts";
export { cancelErasure, getErasure, pendingErasure, requestErasure } from "./erasures.ts";
export { eventsExpiring } from "./events.expiring.ts";
export { exportPersonalData } from "./export-personal-data.ts";
export { personalDataRoutes } from "./personal-data.routes.ts";
export { ERASE, type ErasingOptions, eraseDue, eraseJob } from "./run-erasure.ts";
export { findPerson, showPersonalData } from "./show-personal-data.ts";
export { watchErased } from "./watch-erased.ts";
