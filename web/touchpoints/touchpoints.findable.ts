import { findAmong } from "../records/findable.ts";
import { touchpoints } from "./touchpoint-kind.ts";

export const findableTouchpoints = findAmong({ of: touchpoints });
