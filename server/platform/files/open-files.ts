import { join } from "node:path";
import { privateFolder } from "../private-folder.ts";
import type { FileStore } from "./stores/file-store.ts";
import { openFolderStore } from "./stores/folder-store.ts";
import type { S3Address } from "./stores/s3-address.ts";
import { openS3Store } from "./stores/s3-store.ts";

export interface FilesOptions {
  /** Where files lie unless in S3, and where they are received. */
  folder: string;
  s3: S3Address | undefined;
  /** What all files of one workspace may have together. */
  workspaceBytes: number;
  workspaceFiles: number;
}

/** What people upload: where its bytes lie, and how much of it there may be. */
export interface Files extends Pick<FilesOptions, "workspaceBytes" | "workspaceFiles"> {
  store: FileStore;
  /** Where a file is written while it arrives. On the disk of the store, where that is a folder. */
  incoming: string;
}

export async function openFiles({ folder, s3, workspaceBytes, workspaceFiles }: FilesOptions): Promise<Files> {
  const incoming = join(folder, "incoming");
  for (const each of [folder, incoming]) privateFolder(each);
  return { store: s3 ? openS3Store(s3) : openFolderStore(folder), incoming, workspaceBytes, workspaceFiles };
}
