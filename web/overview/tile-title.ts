import { useTranslation } from "react-i18next";
import type { Tile } from "../../contracts/overview.ts";
import type { Meaning } from "./ask.ts";

/**
 * How tiles are called: by the title somebody gave them, or by what they measure. The tiles that a workspace begins with come
 * titled in English; as long as nobody has renamed one, it is called so in the reader's language.
 */
export function useTileTitle(): (tile: Tile, meaning?: Meaning) => string {
  const { t, i18n } = useTranslation();
  const english = i18n.getFixedT("en");
  return (tile, meaning) => {
    const key = `overview.firstTile.${tile.id}`;
    if (tile.title && i18n.exists(key, { lng: "en" }) && tile.title === english(key)) return t(key, tile.title);
    const { definition } = meaning ?? {};
    // A title that only says what is measured says so in every language.
    if (definition && tile.title === english(`metric.${definition.metric}.name`)) return definition.name;
    return tile.title || meaning?.variant?.title || meaning?.definition.name || "";
  };
}
