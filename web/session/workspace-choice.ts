const key = "throughline.workspace";

let chosen: string | null = stored();

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** The workspace chosen in this browser, null before anybody signed in. */
export function currentWorkspaceId(): string | null {
  return chosen;
}

export function chooseWorkspace(id: string): void {
  chosen = id;
  try {
    localStorage.setItem(key, id);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}

/** Keeps the choice when it is among these, else takes the first. */
export function settleWorkspace(ids: readonly string[]): void {
  const [first] = ids;
  if (first !== undefined && !(chosen !== null && ids.includes(chosen))) chooseWorkspace(first);
}
