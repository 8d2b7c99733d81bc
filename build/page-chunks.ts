import type { Rolldown } from "vite";

type Modules = Rolldown.ChunkingContext;

/**
 * Which modules of the pages come in one file. Left alone, every set of pages that share something makes a file of its own, a
 * hundred for one page; put together here is what is needed together, from what everybody needs to what a noun's pages share.
 * `build/first-load.ts` holds the outcome to its limits.
 */
export const pageChunks: Rolldown.CodeSplittingOptions = {
  groups: [
    // By itself, because it stays the same from release to release.
    { name: "react", test: /\/node_modules\/(react|react-dom|scheduler)\//, priority: 9 },
    { name: programChunk, priority: 8, debugName: "programs" },
    {
      name: "kit",
      test: /\/node_modules\/(@base-ui|@floating-ui|lucide-react)\/|\/web\/(ui|charts|records|view|conditions|metrics)\/.*\.tsx?$|\/rules\//,
      priority: 7,
      minShareCount: 2,
    },
    { name: "libraries", test: /\/node_modules\//, priority: 6, minShareCount: 2 },
    { name: wordsChunk, priority: 5, debugName: "words" },
    // Before the nouns, which would take with them whatever they use.
    { name: partsChunk, priority: 4, debugName: "parts" },
    { name: nounChunk, priority: 3, debugName: "nouns" },
  ],
};

/** What the two programs of the pages begin with: `door` for both, `shell` for those who are signed in. */
function programChunk(id: string, modules: Modules): string | null {
  if (/\/lucide-react\/|\.json$/.test(id)) return null;
  const above = [...allAbove(id, modules)];
  if (above.some((each) => /\/web\/(index\.html|entrance\.tsx)$/.test(each))) return "door";
  return above.some((each) => each.endsWith("/web/app.tsx")) ? "shell" : null;
}

/** Words of a language that pages of several nouns say, and those of one noun. */
function wordsChunk(id: string, modules: Modules): string | null {
  const [, noun, language] = /\/web\/([^/]+)\/\w+\.(\w+)\.json$/.exec(id) ?? [];
  const sets = modules.getModuleInfo(id)?.dynamicImporters ?? [];
  if (noun === undefined || sets.length === 0) return null;
  const users = new Set(sets.flatMap((set) => modules.getModuleInfo(set)?.importers.map(roomOf) ?? []));
  return `${users.size > 1 ? "parts" : noun}.${language}`;
}

/** What pages of several nouns need; and what the first page shares with others of its noun, for it asks for most else. */
function partsChunk(id: string, modules: Modules): string | null {
  const pages = pagesWith(id, modules);
  const rooms = new Set(pages.map(roomOf));
  return rooms.size > 1 || (pages.length > 1 && rooms.has("overview")) ? "parts" : null;
}

/** What several pages of one noun need. */
function nounChunk(id: string, modules: Modules): string | null {
  const pages = pagesWith(id, modules);
  return pages.length > 1 ? roomOf(pages[0] ?? "") : null;
}

/** What is loaded by itself and has the module in it: pages, and parts of them that most visits do not open. */
function pagesWith(id: string, modules: Modules): string[] {
  if (!/\/web\/[^/]+\/.*\.tsx?$/.test(id)) return [];
  return [...allAbove(id, modules)].filter((each) => (modules.getModuleInfo(each)?.dynamicImporters.length ?? 0) > 0);
}

const roomOf = (id: string) => /\/web\/([^/]+)\//.exec(id)?.[1] ?? "";

/** The module and all that import it, directly or by another. */
function allAbove(id: string, modules: Modules): Set<string> {
  const seen = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(modules.getModuleInfo(next)?.importers ?? []));
  }
  return seen;
}
