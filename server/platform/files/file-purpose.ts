import type { SQL } from "drizzle-orm";
import type { Permission } from "../../../contracts/words/permissions.ts";
import type { files } from "./files.tables.ts";
import type { MediaType } from "./receive/media-types.ts";

/** What files are uploaded for: declared by the noun whose things own them. */
export interface FilePurpose {
  /** As requests name it. */
  name: string;
  /** The kind of thing that owns such files. */
  owner: string;
  /** As sentences call one: "A logo". */
  words: string;
  types: readonly MediaType[];
  /** Bytes that one file may have. */
  bytes: number;
  /** Permissions it takes to be handed such a file, and to upload one. */
  read: Permission;
  write: Permission;
  /** Whether the owner that a row of `files` names is still there. */
  ownerExists(file: typeof files): SQL;
}
