export { draftOfSaved, frameOf, periodOfSaved, tileOfSaved, useOpenQuery } from "./open-query.ts";
export { mostTiles, newTileId, overviewQuery } from "./overview-tiles.ts";
export { type Draft, type QueryKind, readDraft, writeDraft } from "./query-url.ts";
export { SaveDialog } from "./save-dialog.tsx";
export { SavedMenu } from "./saved-menu.tsx";
export { periodOf } from "./saved-period.ts";
export { savedQueries, savedQueriesQuery } from "./saved-query-kind.ts";
