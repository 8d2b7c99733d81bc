// Every table of the records and every migration of the event store.
export * from "./identity/identity.tables.ts";
