import { currentWorkspaceId } from "./workspace-choice.ts";

/** Saves a file that the API answers. A plain link would not say which workspace is meant. */
export async function download(path: string, name: string): Promise<void> {
  const workspace = currentWorkspaceId();
  const response = await fetch(path, { headers: workspace ? { "x-workspace": workspace } : {} });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
