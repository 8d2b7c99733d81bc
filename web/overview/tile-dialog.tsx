import { useQuery } from "@tanstack/react-query";
import { Hash, Telescope } from "lucide-react";
import { useId, useState } from "react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { Tile } from "../../contracts/understand/overview.ts";
import { useTranslation } from "../i18n/words.ts";
import { savedQueriesQuery } from "../saved-queries/saved-queries.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { MetricTileForm } from "./metric-tile-form.tsx";
import { SavedTileForm } from "./saved-tile-form.tsx";

interface TileDialogProps {
  /** Null for a new one. */
  tile: Tile | null;
  definitions: readonly Definition[];
  onClose: () => void;
  onDone: (tile: Tile) => void;
}

const kinds = [
  { value: "metric", icon: <Hash className="size-3.5" aria-hidden /> },
  { value: "saved", icon: <Telescope className="size-3.5" aria-hidden /> },
] as const;

/** What a tile shows, and how. */
export function TileDialog({ tile, definitions, onClose, onDone }: TileDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const saved = useQuery(savedQueriesQuery);
  const [kind, setKind] = useState<"metric" | "saved">(tile && "savedQuery" in tile ? "saved" : "metric");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={tile ? t("overview.changeTile") : t("overview.add")}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" type="submit" form={form}>
            {tile ? t("overview.applyTile") : t("overview.addAct")}
          </Button>
        </>
      }
    >
      {tile === null && saved.data && saved.data.length > 0 ? (
        <div className="mb-4">
          <Segmented
            label={t("saved.tileOf")}
            value={kind}
            options={kinds.map(({ value, icon }) => ({ value, icon, label: t(`saved.tileOf_${value}`) }))}
            onChange={setKind}
          />
        </div>
      ) : null}
      {kind === "saved" ? (
        <SavedTileForm id={form} tile={tile && "savedQuery" in tile ? tile : null} onDone={onDone} />
      ) : (
        <MetricTileForm
          id={form}
          tile={tile && "query" in tile ? tile : null}
          definitions={definitions}
          onDone={onDone}
        />
      )}
    </Dialog>
  );
}
