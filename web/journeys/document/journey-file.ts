import type { JourneyFile } from "../../../contracts/understand/journeys.ts";

/** Hands a text to the browser as a download. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name.replaceAll(/[\\/:*?"<>|]/g, "-");
  link.click();
  URL.revokeObjectURL(url);
}

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
