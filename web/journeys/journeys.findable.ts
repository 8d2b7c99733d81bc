import { findAmong } from "../records/findable.ts";
import { journeys } from "./journey-kind.ts";

export const findableJourneys = findAmong({ of: journeys });
