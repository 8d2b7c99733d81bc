const key = "throughline.workspace";

/** The workspace chosen in this browser; the server falls back to the first one when there is none. */
export function currentWorkspaceId(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function chooseWorkspace(id: string): void {
  try {
    localStorage.setItem(key, id);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}
