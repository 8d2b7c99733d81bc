/**
 * Which workspace a page shows stands in its address, `/w/<id>/journeys`, and stays the same from its load to its end: another
 * workspace is another load. An address without one means the workspace that was shown last in this browser.
 */

const key = "throughline.workspace";
const PREFIX = /^\/w\/([^/]+)(?=\/|$)/;

/** What of a browser's storage is used. */
type Remembering = Pick<Storage, "getItem" | "setItem">;

/** The choice of one page, by the address that it was loaded at and what its browser remembers. */
export function createWorkspaceChoice(pathname: string, remembering: () => Remembering) {
  const named = PREFIX.exec(pathname)?.[1] ?? null;
  let chosen: string | null = named ?? last();

  function last(): string | null {
    try {
      return remembering().getItem(key);
    } catch {
      return null;
    }
  }

  return {
    /** The workspace that was shown last in this browser, null before anybody signed in. */
    last,
    /** The workspace of this page, null before anybody signed in. */
    current: (): string | null => chosen,
    /** Remembers this page's workspace when it is among these. What the address names is never replaced, what was remembered is. */
    settle(ids: readonly string[]): void {
      const [first] = ids;
      if (chosen === null || (named === null && !ids.includes(chosen))) chosen = first ?? null;
      if (chosen === null || !ids.includes(chosen)) return;
      try {
        remembering().setItem(key, chosen);
      } catch {
        // Storage is blocked: an address without a workspace means the first.
      }
    },
  };
}

export const {
  last: lastWorkspaceId,
  current: currentWorkspaceId,
  settle: settleWorkspace,
} = createWorkspaceChoice(globalThis.location?.pathname ?? "", () => localStorage);

/** Where a page of a workspace is: of this one, or of another. */
export function addressIn(workspace: string | null, path: string): string {
  return workspace === null ? path : `/w/${workspace}${path === "/" ? "" : path}`;
}

/** The page that an address means, without this workspace; an address of another one is no page of this program. */
export function pathIn(workspace: string | null, pathname: string): string {
  const found = PREFIX.exec(pathname);
  return found && found[1] === workspace ? pathname.slice(found[0].length) || "/" : pathname;
}
