export { createPersona, holdPersonas, takePersonas } from "./edit-persona.ts";
export { listSegmentQuotes } from "./find-sentences.ts";
export { personaRoutes } from "./personas.routes.ts";
export { listPersonas, personasOf } from "./read-personas.ts";
