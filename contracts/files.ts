import { z } from "zod";
import { cleanText } from "./clean-text.ts";
import { endpoint, idParams, instant } from "./endpoint.ts";

/** What a file is uploaded for; it settles types, size and who may. */
const purposes = ["persona_picture", "workspace_logo"] as const;
export type FilePurposeName = (typeof purposes)[number];

/** The id of a file that was uploaded. */
export const fileId = z.uuid();

const uploadedFile = z
  .object({
    id: z.string(),
    purpose: z.string(),
    /** As it was given, without a folder and without what cannot be seen, with an extension of what the file is. */
    name: z.string(),
    /** Told by the bytes of the file. */
    mediaType: z.string(),
    /** Bytes as they are kept: pictures without their metadata. */
    size: z.number().int(),
    createdAt: instant,
  })
  .meta({ id: "UploadedFile" });
export type UploadedFile = z.infer<typeof uploadedFile>;

export const filesApi = {
  uploadFile: endpoint({
    method: "POST",
    path: "/api/v1/files",
    tag: "Files",
    summary: "Upload a file for something to use it",
    description:
      "The body is the file itself. Its type is told by its bytes, whatever its name says; EXIF, GPS and other metadata of pictures are removed. Save the id in what shall use it (a persona, the workspace) within a day: a file that nothing uses is deleted then. It takes the permission to change what it is for. 400 `file_type`, `file_empty`, `image_damaged`, `image_too_large`, `upload_incomplete`; 409 `too_many_files`, `files_full`; 413 `too_large`.",
    access: "workspace:read",
    consumes: "application/octet-stream",
    query: z.object({
      purpose: z.enum(purposes),
      /** The file's name. */
      name: cleanText.min(1).max(500),
    }),
    response: uploadedFile,
    status: 201,
  }),
  getFile: endpoint({
    method: "GET",
    path: "/api/v1/files/:id",
    tag: "Files",
    summary: "The bytes of a file",
    description:
      "In its own media type, with its name. Pictures may be shown in place, everything else is saved; nothing in it runs. Answers 304 to an `If-None-Match` with its `ETag`. It takes the permission to see what the file is for.",
    access: "workspace:read",
    params: idParams,
    produces: "application/octet-stream",
    status: 200,
  }),
};
