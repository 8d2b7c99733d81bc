import { ApiError } from "../../contracts/client.ts";
import type { JourneyFile } from "../../contracts/understand/journeys.ts";
import { request } from "../session/api.ts";

/**
 * Makes a journey of a file and answers its id: in the journey `into`, which keeps its name and address, as long as that is
 * still empty.
 */
export async function makeMap(file: JourneyFile, into?: string): Promise<string> {
  const made = await request("POST /api/v1/journeys/import", { body: file });
  if (into === undefined) return made.id;
  try {
    const { document, revision } = await request("GET /api/v1/journeys/:id", { params: { id: into } });
    if (document.phases.length > 0) return made.id;
    const { name, description, personas } = document;
    const body = { ...made.document, name, description, personas };
    await request("PUT /api/v1/journeys/:id", { params: { id: into }, body, ifMatch: revision });
    await request("DELETE /api/v1/journeys/:id", { params: { id: made.id } });
    return into;
  } catch (error) {
    // Whatever became of the empty one, the map is there as a journey of its own.
    if (error instanceof ApiError) return made.id;
    throw error;
  }
}
