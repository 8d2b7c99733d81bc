import { findAmong } from "../records/findable.ts";
import { personas } from "./persona-kind.ts";

export const findablePersonas = findAmong({ of: personas });
