// Every table of the records and every migration of the event store.
export * from "./contacts/contacts.tables.ts";
export * from "./identity/identity.tables.ts";
