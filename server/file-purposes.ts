import type { FilePurposeName } from "../contracts/files.ts";
import { workspaceLogo } from "./access/access.ts";
import type { FilePurpose } from "./platform/files/file-purpose.ts";
import { personaPicture } from "./understand/personas/personas.ts";

/** Everything that files are uploaded for. */
export const filePurposes: Record<FilePurposeName, FilePurpose> = {
  persona_picture: personaPicture,
  workspace_logo: workspaceLogo,
};
