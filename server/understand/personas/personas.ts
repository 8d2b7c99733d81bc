export { createPersona, takePersonas } from "./edit-persona.ts";
export { listSegmentQuotes } from "./find-sentences.ts";
export { personaPicture } from "./persona-picture.ts";
export { personaRoutes } from "./personas.routes.ts";
export { listPersonas, records as personaRecords } from "./read-personas.ts";
