import { findAmong } from "../records/findable.ts";
import { personas } from "./persona-kind.ts";

export const findablePersonas = findAmong({
  ...{ title: "personas.many", icon: personas.icon, path: "/customers/personas", needs: "personas:read" },
  ask: () => personas.list(),
});
