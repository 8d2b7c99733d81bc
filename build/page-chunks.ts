import type { Rolldown } from "vite";

/**
 * Which modules of the pages come in one file. Left alone, every set of pages that share something makes a file of its own, a
 * hundred for one page; put together here is what is needed together, from what everybody needs to what a noun's pages share.
 */
export const pageChunks: Rolldown.CodeSplittingOptions = {
  groups: [
    { name: "react", test: /\/node_modules\/(react|react-dom|scheduler)\//, priority: 9 },
    { name: programChunk, priority: 7, debugName: "programs" },
    {
      name: "kit",
      test: /\/node_modules\/@(base-ui|floating-ui)\/|\/web\/ui\/.*\.tsx?$/,
      priority: 6,
      minShareCount: 2,
    },
    {
      name: "numbers",
      test: /\/web\/(charts|records|view|conditions|metrics)\/.*\.tsx?$|\/rules\//,
      priority: 5,
      minShareCount: 2,
    },
    { name: nounChunk, priority: 4, minShareCount: 2, debugName: "nouns" },
    { name: "icons", test: /\/lucide-react\//, priority: 3, minShareCount: 2 },
    { name: "libraries", test: /\/node_modules\//, priority: 2, minShareCount: 2 },
  ],
};

/** What the two programs of the pages begin with: `door` for both, `shell` for those who are signed in. */
function programChunk(id: string, modules: Rolldown.ChunkingContext): string | null {
  if (/\/lucide-react\/|\.json$/.test(id)) return null;
  if (isReached(/\/web\/entrance\.tsx$/, id, modules)) return "door";
  return isReached(/\/web\/app\.tsx$/, id, modules) ? "shell" : null;
}

function nounChunk(id: string): string | null {
  if (id.endsWith(".json")) return null;
  return /\/web\/([^/]+)\//.exec(id)?.[1] ?? null;
}

/** Whether the program imports the module, directly or by another. */
function isReached(program: RegExp, id: string, modules: Rolldown.ChunkingContext): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (program.test(next)) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(modules.getModuleInfo(next)?.importers ?? []));
  }
  return false;
}
