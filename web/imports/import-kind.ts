import { FileUp } from "lucide-react";
import type { ImportStatus } from "../../contracts/collect/imports.ts";
import { recordKind } from "../records/record-kind.ts";

const kind = recordKind("imports", {
  words: "data.imports",
  icon: FileUp,
  path: "/data/imports",
  read: "imports:read",
  edit: "imports:run",
  isTab: true,
});

/** Being brought in. */
export const running: ReadonlySet<ImportStatus> = new Set(["queued", "running", "cancelling"]);
export const mayStart: ReadonlySet<ImportStatus> = new Set(["uploaded", "checked", "cancelled", "failed"]);
const underWay: ReadonlySet<ImportStatus> = new Set([...running, "taking_back"]);
const isUnderWay = ({ status }: { status: ImportStatus }) => underWay.has(status);

/** How often to look while something runs. */
const lookMilliseconds = 1000;

/** Files that were brought in. They move on while one looks, so they are looked at again. */
export const imports = {
  ...kind,
  list: (cursor?: string) => {
    const asked = kind.list({ cursor, limit: 25 });
    const refetchInterval: typeof asked.refetchInterval = ({ state }) =>
      state.data?.items.some(isUnderWay) ? lookMilliseconds * 2 : false;
    // An import moves on while another page is open, so what was seen of it is never fresh.
    return { ...asked, staleTime: 0, refetchInterval };
  },
  one: (id: string) => {
    const asked = kind.one(id);
    const refetchInterval: typeof asked.refetchInterval = ({ state }) =>
      state.data && isUnderWay(state.data) ? lookMilliseconds : false;
    return { ...asked, refetchInterval };
  },
};
