export { actorKey, type IdentifierKind, isBlockedIdentifier } from "./actor-key.ts";
export { contactNames } from "./contact-names.ts";
export { contactsMigration, renewPersonDictionary } from "./contacts.migrations.ts";
export { contactRoutes } from "./contacts.routes.ts";
export { startContactFollower } from "./follow.ts";
export { listPeople, type PageAsked } from "./list-people.ts";
export { person } from "./person.ts";
export { personsOf } from "./persons-of.ts";
export { republishPersons } from "./republish-persons.ts";
