import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** One file of script among the built pages. Paths of files are relative to the folder of the pages. */
export interface BuiltFile {
  file: string;
  /** What it was made of, relative to `web/`; libraries are left out. */
  modules: string[];
  /** Files that come with it. */
  imports: string[];
}

/** Beside the folder of the built pages. */
export const FILES_NOTE = "web-files.json";

/** Notes which module went into which file: Vite's own manifest does not tell where modules share one. */
export function noteFiles(web: string): Plugin {
  const inside = `${web}/`;
  return {
    name: "note-files",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      const files = Object.values(bundle).flatMap((output): BuiltFile[] => {
        if (output.type !== "chunk") return [];
        const modules = output.moduleIds.filter((id) => id.startsWith(inside)).map((id) => id.slice(inside.length));
        return [{ file: output.fileName, modules, imports: output.imports }];
      });
      writeFileSync(join(dirname(dir), FILES_NOTE), JSON.stringify(files));
    },
  };
}
