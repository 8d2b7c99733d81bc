import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SavedTile } from "../../contracts/understand/overview.ts";
import { useTranslation } from "../i18n/words.ts";
import { newTileId, savedQueriesQuery } from "../saved-queries/saved-queries.ts";
import { Combobox } from "../ui/combobox.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input } from "../ui/field.tsx";
import { WidthChoice } from "./width-choice.tsx";

interface SavedTileFormProps {
  /** What the button that sends it points to. */
  id: string;
  /** Null for a new one. */
  tile: SavedTile | null;
  onDone: (tile: SavedTile) => void;
}

/** Which saved query a tile shows. */
export function SavedTileForm({ id, tile, onDone }: SavedTileFormProps) {
  const { t } = useTranslation();
  const all = useQuery(savedQueriesQuery);
  const [chosen, setChosen] = useState<string | null>(tile?.savedQuery ?? null);
  const [width, setWidth] = useState<SavedTile["width"]>(tile?.width ?? 2);
  const [title, setTitle] = useState(tile?.title ?? "");
  const [error, setError] = useState<string>();
  const saved = all.data?.find((each) => each.id === chosen);
  return (
    <form
      id={id}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        // While the list is not there, what was chosen before stands.
        const query = all.data ? saved?.id : chosen;
        if (!query) setError(t("saved.pickMissing"));
        else onDone({ id: tile?.id ?? newTileId(), title: title.trim(), width, savedQuery: query });
      }}
    >
      {all.isError && !all.data ? (
        <ErrorState error={all.error} title={t("saved.loadFailed")} onRetry={() => void all.refetch()} />
      ) : null}
      <Field label={t("saved.one")} help={saved?.description} error={error}>
        <Combobox
          value={saved || !all.data ? chosen : null}
          placeholder={t("saved.pick")}
          options={
            all.data?.map((each) => ({ value: each.id, label: each.name, hint: t(`saved.kind.${each.kind}`) })) ??
            (chosen ? [{ value: chosen, label: tile?.title || t("saved.one") }] : [])
          }
          onChange={(next) => {
            setError(undefined);
            setChosen(next);
          }}
        />
      </Field>
      <WidthChoice value={width} onChange={setWidth} />
      <Field label={t("overview.tileTitle")} optional>
        <Input
          value={title}
          maxLength={120}
          placeholder={saved?.name}
          onChange={({ target }) => setTitle(target.value)}
        />
      </Field>
    </form>
  );
}
