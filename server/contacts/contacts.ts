export { actorKey, type IdentifierKind, isBlockedIdentifier } from "./actor-key.ts";
export { contactsMigration } from "./contacts.migrations.ts";
export { type ContactFollower, startContactFollower } from "./follow.ts";
export { person } from "./person.ts";
