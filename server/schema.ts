// Every table of the records.
export * from "../demo/demo.tables.ts";
export * from "./access/audit/audit.tables.ts";
export * from "./access/keys/keys.tables.ts";
export * from "./access/users/users.tables.ts";
export * from "./access/workspaces/workspaces.tables.ts";
export * from "./collect/imports/imports.tables.ts";
export * from "./know/contacts/contacts.tables.ts";
export * from "./know/segments/segments.tables.ts";
export * from "./platform/db/uses.tables.ts";
export * from "./platform/files/files.tables.ts";
export * from "./platform/http/idempotency.tables.ts";
export * from "./understand/journeys/journeys.tables.ts";
export * from "./understand/overview/overview.tables.ts";
export * from "./understand/personas/personas.tables.ts";
export * from "./understand/saved-queries/saved-queries.tables.ts";
export * from "./understand/touchpoints/touchpoints.tables.ts";
