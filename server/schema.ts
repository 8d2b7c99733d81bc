// Every table of the records and every migration of the event store.
export * from "./contacts/contacts.tables.ts";
export * from "./demo/demo.tables.ts";
export * from "./identity/identity.tables.ts";
export * from "./imports/imports.tables.ts";
export * from "./journeys/journeys.tables.ts";
export * from "./overview/overview.tables.ts";
export * from "./personas/personas.tables.ts";
export * from "./platform/http/idempotency.tables.ts";
export * from "./saved-questions/saved-questions.tables.ts";
export * from "./segments/segments.tables.ts";
export * from "./touchpoints/touchpoints.tables.ts";
