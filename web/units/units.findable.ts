import { findAmong } from "../records/findable.ts";
import { units } from "./unit-kind.ts";

export const findableUnits = findAmong({ of: units, aside: ({ kind }) => kind });
