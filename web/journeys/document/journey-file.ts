import type { JourneyFile } from "../../../contracts/understand/journeys.ts";

/** Reads a chosen file. Null for what is no journey file at all; what is wrong within one, the server says. */
export async function readJourneyFile(file: File): Promise<JourneyFile | null> {
  try {
    const value: unknown = JSON.parse(await file.text());
    return isJourneyFile(value) ? value : null;
  } catch {
    return null;
  }
}

function isJourneyFile(value: unknown): value is JourneyFile {
  return typeof value === "object" && value !== null && "journey" in value && "touchpoints" in value;
}
