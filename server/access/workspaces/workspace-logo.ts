import { sql } from "drizzle-orm";
import type { FilePurpose } from "../../platform/files/file-purpose.ts";
import { pictureTypes } from "../../platform/files/pictures/clean-picture.ts";
import { workspaces } from "./workspaces.tables.ts";

/** What stands beside the name of a workspace. */
export const workspaceLogo: FilePurpose = {
  name: "workspace_logo",
  owner: "workspace",
  words: "A logo",
  types: pictureTypes,
  bytes: 500_000,
  read: "workspace:read",
  write: "workspace:edit",
  ownerExists: (file) => sql`exists (select from ${workspaces} where ${workspaces.id} = ${file.ownerId})`,
};
