import { sql } from "drizzle-orm";
import type { FilePurpose } from "../../platform/files/file-purpose.ts";
import { pictureTypes } from "../../platform/files/pictures/clean-picture.ts";
import { personas } from "./personas.tables.ts";

/** A picture in place of the drawn portrait. */
export const personaPicture: FilePurpose = {
  name: "persona_picture",
  owner: "persona",
  words: "A picture of a persona",
  types: pictureTypes,
  bytes: 2_000_000,
  read: "personas:read",
  write: "personas:edit",
  ownerExists: (file) =>
    sql`exists (select from ${personas} where ${personas.workspace} = ${file.workspace} and ${personas.id} = ${file.ownerId})`,
};
