import type { RecognisedColumn, SuggestedMapping } from "../../../../contracts/collect/imports.ts";
import { allRecipes, bareName, type Columns, type Recipe } from "./recipes.ts";

/** Whose export a file is, by its columns; undefined when nobody's that is known. */
export function findRecipe(columns: readonly RecognisedColumn[]): Recipe | undefined {
  const names = new Set(columns.map(({ name }) => bareName(name)));
  return allRecipes.find((recipe) => recipe.fits(names, columns));
}

/** A suggestion with what an export is known to mean, in place of what its columns look like. */
export function applyRecipe({ meaning }: Recipe, columns: Columns, suggestion: SuggestedMapping): SuggestedMapping {
  const { time, contact = [], id, caseColumn, channel, event, feedback = [], traits = [] } = meaning(columns);
  const who = contact.find(([column, kind]) => column && (kind !== "email" || holdsAddresses(column)));
  const {
    contact: _contact,
    event: _event,
    caseColumn: _case,
    channel: _channel,
    feedback: _feedback,
    ...rest
  } = suggestion;
  const [format] = time?.timeFormats ?? [];
  const named = traits.flatMap((column) => (column ? [column.name] : []));
  return {
    ...rest,
    ...(time && format ? { time: { column: time.name, format, timezone: zoneOf(time, suggestion) } } : {}),
    ...(who?.[0] ? { contact: { column: who[0].name, kind: who[1] } } : {}),
    ...(event === undefined ? {} : { event: { value: event } }),
    ...(caseColumn ? { caseColumn: caseColumn.name } : {}),
    ...(channel ? { channel: { column: channel.name } } : {}),
    ...(feedback.length > 0 ? { feedback } : {}),
    ...(named.length > 0 && who?.[0] ? { traits: named } : {}),
    ...(id ? { messageId: { columns: [id.name] } } : {}),
  };
}

/** Some exports say in the name of a column that its times are in UTC. */
function zoneOf({ name }: RecognisedColumn, { time }: SuggestedMapping): string | undefined {
  return /\(UTC\)/.test(name) ? "UTC" : time?.timezone;
}

function holdsAddresses({ examples }: RecognisedColumn): boolean {
  return examples.some((text) => text.includes("@"));
}
