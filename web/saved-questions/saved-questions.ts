export { draftOfSaved, frameOf, periodOfSaved, tileOfSaved, useOpenQuestion } from "./open-question.ts";
export { mostTiles, newTileId, overviewQuery } from "./overview-tiles.ts";
export { type Draft, type QuestionKind, readDraft, writeDraft } from "./question-url.ts";
export { type NameGiven, SaveDialog } from "./save-dialog.tsx";
export { SavedMenu } from "./saved-menu.tsx";
export { periodOf } from "./saved-period.ts";
export { savedQuestionsQuery } from "./saved-question-queries.ts";
export { usePutOnOverview } from "./use-put-on-overview.ts";
