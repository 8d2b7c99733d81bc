import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import { escapeHtml } from "../../platform/escape-html.ts";
import type { Exported, ExportedKind } from "./export-personal-data.ts";

/** The page is handed to customers, whose language nobody knows: it says things in few plain words. */
const titles: Partial<Record<PersonalKind, string>> = {
  contact: "Who you are to us",
  identifiers: "What we recognise you by",
  merges: "What we took to be you",
  groups: "Companies and households",
  feedback: "What you told us",
  events: "What you did",
  mail: "Mail we sent you",
  audit: "When your data was looked at",
};

/** Columns of what is read while it is written; of all else, those in which anything stands. */
const columnsOf: Partial<Record<PersonalKind, readonly string[]>> = {
  feedback: [
    ...["timestamp", "feedback_type", "feedback_question", "feedback_score", "feedback_text", "source", "channel"],
    ...["touchpoint", "language", "properties", "context"],
  ],
  events: [
    ...["timestamp", "event", "type", "user_id", "anonymous_id", "group_id", "source", "channel", "touchpoint"],
    ...["language", "properties", "context"],
  ],
};

/** The export as a page that opens without the program or the internet. */
export async function* writePage({ exportedAt, workspace, eventsLeftOut, kinds }: Exported): AsyncGenerator<string> {
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Personal data, ${escapeHtml(workspace)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color-scheme:light dark}
.rows{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem}
th,td{border:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top;max-width:24rem;overflow-wrap:anywhere}
</style></head><body>
<h1>Personal data kept by ${escapeHtml(workspace)}</h1>
<p>As of ${escapeHtml(exportedAt)}. The same is in data.json, for machines.</p>
`;
  for (const [kind, title] of Object.entries(titles)) {
    const found = kinds.find((each) => each.kind === kind);
    if (!found || found.count === 0) continue;
    yield `<h2>${escapeHtml(title)} <small>(${found.count})</small></h2>\n`;
    yield* writeTable(found);
  }
  if (eventsLeftOut > 0) yield `<p>${eventsLeftOut} older events are not in this file.</p>\n`;
  yield "</body></html>\n";
}

async function* writeTable({ kind, rows }: ExportedKind): AsyncGenerator<string> {
  const columns = columnsOf[kind] ?? (await filledColumns(rows()));
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
  yield `<div class="rows"><table><thead><tr>${head}</tr></thead><tbody>`;
  for await (const row of rows()) {
    const cells = columns.map((column) => `<td>${escapeHtml(text((row as Record<string, unknown>)[column]))}</td>`);
    yield `<tr>${cells.join("")}</tr>`;
  }
  yield "</tbody></table></div>\n";
}

async function filledColumns(rows: AsyncIterable<object>): Promise<string[]> {
  const columns = new Set<string>();
  for await (const row of rows)
    for (const [column, value] of Object.entries(row)) if (text(value) !== "") columns.add(column);
  return [...columns];
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return String(value);
  return Object.keys(value).length === 0 ? "" : JSON.stringify(value);
}
