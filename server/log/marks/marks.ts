export { keepEventParts, type LostEvents, lostEvents, noteEventPartsJob, sayLost } from "./event-parts.ts";
export { beginRestore, endRestore, unfinishedRestore } from "./restore-mark.ts";
export { tryRecords } from "./try-records.ts";
