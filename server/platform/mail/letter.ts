import { escapeHtml } from "../escape-html.ts";

/** A short message of ours: paragraphs, and perhaps one thing to do. */
export interface Letter {
  paragraphs: readonly string[];
  action?: { label: string; url: string };
  /** Why one got it, and what to do when it was not meant for one. */
  footer: string;
}

/** The same words as plain text and as HTML without pictures, scripts or anything from elsewhere. */
export function writeLetter({ paragraphs, action, footer }: Letter): { text: string; html: string } {
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), `--\n${footer}`].join("\n\n");
  const said = paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeLines(paragraph)}</p>`);
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#2f5fd0;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>` +
      `<p style="margin:0 0 16px;font-size:13px;color:#5b6472;overflow-wrap:anywhere">${escapeHtml(action.url)}</p>`
    : "";
  const html =
    '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>' +
    '<body style="margin:0;padding:24px;background:#ffffff;color:#1c2430;font:15px/1.5 system-ui,sans-serif">' +
    `<div style="max-width:560px;margin:0 auto">${said.join("")}${button}` +
    `<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #d9dee6;font-size:13px;color:#5b6472">${escapeLines(footer)}</p>` +
    "</div></body></html>";
  return { text, html };
}

function escapeLines(text: string): string {
  return escapeHtml(text).replaceAll("\n", "<br>");
}
