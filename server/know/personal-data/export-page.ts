import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import type { Exported } from "./export-personal-data.ts";

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

/** The export as a page that opens without the program or the internet. */
export function writePage({ exportedAt, workspace, eventsLeftOut, data }: Exported): string {
  const parts = Object.entries(titles).flatMap(([kind, title]) => {
    const rows = data[kind as PersonalKind] ?? [];
    return rows.length === 0 ? [] : [`<h2>${escapeHtml(title)} <small>(${rows.length})</small></h2>`, table(rows)];
  });
  const more = eventsLeftOut > 0 ? `<p>${eventsLeftOut} older events are not in this file.</p>` : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Personal data, ${escapeHtml(workspace)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color-scheme:light dark}
.rows{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem}
th,td{border:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top;max-width:24rem;overflow-wrap:anywhere}
</style></head><body>
<h1>Personal data kept by ${escapeHtml(workspace)}</h1>
<p>As of ${escapeHtml(exportedAt)}. The same is in data.json, for machines.</p>
${parts.join("\n")}
${more}
</body></html>
`;
}

function table(rows: readonly object[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) =>
    rows.some((row) => text((row as Record<string, unknown>)[column]) !== ""),
  );
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = columns.map((column) => `<td>${escapeHtml(text((row as Record<string, unknown>)[column]))}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="rows"><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return String(value);
  return Object.keys(value).length === 0 ? "" : JSON.stringify(value);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
