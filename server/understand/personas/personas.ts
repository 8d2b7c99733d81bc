export { createPersona, takePersonas } from "./edit-persona.ts";
export { listSegmentQuotes } from "./find-sentences.ts";
export { personaPicture } from "./persona-picture.ts";
export { personasPersonal } from "./personas.personal.ts";
export { personaRoutes } from "./personas.routes.ts";
export { listPersonas, records as personaRecords } from "./read-personas.ts";
