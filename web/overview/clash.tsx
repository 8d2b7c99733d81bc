import { GitMerge } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { Tile } from "../../contracts/understand/overview.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { useTileNames } from "./tile-title.ts";

interface ClashProps {
  definitions: readonly Definition[];
  mine: readonly Tile[];
  theirs: readonly Tile[];
  busy: boolean;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Two people arranged the same page: says so, and lets the second decide. */
export function Clash({ definitions, mine, theirs, busy, onTakeTheirs, onKeepMine }: ClashProps) {
  const { t } = useTranslation();
  const titleOf = useTileNames(definitions);
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const only = (here: readonly Tile[], there: readonly Tile[]) =>
    here.filter((tile) => !there.some(({ id }) => id === tile.id)).map(titleOf);
  const onlyTheirs = only(theirs, mine);
  const onlyMine = only(mine, theirs);
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-lg border border-edge bg-warning-soft p-4">
      <div className="flex items-start gap-3">
        <GitMerge className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-base">{t("overview.clash")}</h2>
          <p className="mt-1 text-sm">{t("overview.clashBody")}</p>
          <ul className="mt-2 list-disc ps-4 text-sm">
            {onlyTheirs.length > 0 ? <li>{t("overview.onlyTheirs", { names: format.list(onlyTheirs) })}</li> : null}
            {onlyMine.length > 0 ? <li>{t("overview.onlyMine", { names: format.list(onlyMine) })}</li> : null}
            {onlyTheirs.length + onlyMine.length === 0 ? <li>{t("overview.sameTiles")}</li> : null}
          </ul>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button onClick={onTakeTheirs}>{t("overview.takeTheirs")}</Button>
            <Button busy={busy} onClick={onKeepMine}>
              {t("overview.keepMine")}
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}
