import { findAmong } from "../records/findable.ts";
import { segments } from "./segment-kind.ts";

export const findableSegments = findAmong({ of: segments });
