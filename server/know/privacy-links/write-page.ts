import { createHash } from "node:crypto";
import type { Erasure, PersonalDataOf } from "../../../contracts/know/personal-data.ts";
import { type Correctable, correctable, type PrivacyLink } from "../../../contracts/know/privacy-links.ts";
import { escapeHtml } from "../../platform/escape-html.ts";
import type { WrongFields } from "./corrections.ts";
import { type PageWords, pageWords } from "./page-words.ts";

export type Said = keyof PageWords["said"];
type Language = PrivacyLink["language"];

/** What the page shows of somebody who is there. */
export interface Shown {
  kept: PersonalDataOf;
  known: Record<Correctable, string>;
  /** When they asked for a correction that nobody decided about. */
  correctionAt: Date | null;
  graceDays: number;
  mayTakeBack: boolean;
}

interface Page {
  language: Language;
  workspace: { name: string; timezone: string };
  expiresAt: Date;
  token: string;
  proof: string;
  said?: Said | undefined;
  wrong?: WrongFields | undefined;
  /** What was typed, where it has to be typed again. */
  typed?: Record<Correctable, string> | undefined;
}

const STYLE = `:root{color-scheme:light dark;--ink:#1c2430;--muted:#566072;--line:#d5dae2;--back:#f5f6f8;--card:#fff;--accent:#2457c5;--on:#fff;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebf0;--muted:#a3adbb;--line:#39414d;--back:#14181e;--card:#1c2129;--accent:#8fb2ff;--on:#10151c;--bad:#ff9a91}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:42rem;margin:0 auto;padding:2rem 1rem 4rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.1rem;margin:0 0 .5rem}
p{margin:0 0 .75rem;overflow-wrap:anywhere}.muted{color:var(--muted)}section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;margin-top:1rem}
dl{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.25rem 1rem;margin:0}dd{margin:0;text-align:end;font-variant-numeric:tabular-nums}
label{display:block;font-weight:600;margin-bottom:.25rem}.field{margin-bottom:.75rem}.sure{display:flex;gap:.5rem;align-items:baseline;font-weight:400;margin-bottom:.75rem}
input[type=text],input[type=email],input[type=tel]{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--muted);border-radius:6px;padding:.5rem .6rem}
button,.button{display:inline-block;font:inherit;font-weight:600;border:1px solid var(--accent);border-radius:6px;padding:.5rem 1rem;background:var(--accent);color:var(--on);text-decoration:none;cursor:pointer}
button.danger{background:transparent;border-color:var(--bad);color:var(--bad)}.wrong{color:var(--bad);margin:.25rem 0 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.said{border-color:var(--accent)}`;

/** No script, nothing from elsewhere, and of styles only the one above. */
export const PAGE_POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

/** What somebody sees of their own data, and may ask for. */
export function writePersonPage(page: Page, { kept, known, correctionAt, graceDays, mayTakeBack }: Shown): string {
  const words = pageWords[page.language];
  const day = dayIn(page);
  const { erasure, restriction } = kept;
  const held =
    kept.counts.length === 0 ? `<p>${escapeHtml(words.nothing)}</p>` : countsOf(kept.counts, words, page.language);
  const parts = [
    section(words.held, [restriction ? paragraph(words.restricted(day(restriction.since))) : "", held]),
    section(words.copy, [
      paragraph(words.downloadBody),
      `<a class="button" href="${escapeHtml(page.token)}/export" download>${escapeHtml(words.download)}</a>`,
    ]),
    section(words.correct, [
      paragraph(words.correctBody),
      correctionAt ? paragraph(words.correctPending(day(correctionAt))) : "",
      form(page, "correct", [
        ...correctable.map((field) => inputOf(page, field, page.typed?.[field] ?? known[field])),
        `<button>${escapeHtml(words.send)}</button>`,
      ]),
    ]),
    section(words.erase, erasure ? pendingOf(page, erasure, mayTakeBack) : askOf(page, graceDays)),
  ];
  return document(page.language, words.title(page.workspace.name), [
    `<h1>${escapeHtml(words.title(page.workspace.name))}</h1>`,
    `<p class="muted">${escapeHtml(words.intro(day(page.expiresAt)))}</p>`,
    page.said ? `<section class="said" role="status"><p>${escapeHtml(words.said[page.said])}</p></section>` : "",
    ...parts,
  ]);
}

/** What is left to see once they are erased. */
export function writeReceiptPage(page: Page, erasure: Erasure): string {
  const words = pageWords[page.language];
  const title = words.title(page.workspace.name);
  // Of a request for many people the numbers are those of all of them.
  const counts = erasure.people === 1 && erasure.counts.length > 0;
  return document(page.language, title, [
    `<h1>${escapeHtml(title)}</h1>`,
    erasure.finishedAt
      ? paragraph(words.receipt(erasure.mode, dayIn(page)(erasure.finishedAt)))
      : paragraph(words.eraseRunning),
    counts && erasure.finishedAt ? section(words.receiptOf, [countsOf(erasure.counts, words, page.language)]) : "",
  ]);
}

/** The same for every link that opens nothing, whatever the reason. */
export function writeGonePage(language: Language, why: "gone" | "later"): string {
  const words = pageWords[language];
  return document(language, words[why], [
    `<h1>${escapeHtml(words[why])}</h1>`,
    paragraph(why === "gone" ? words.goneBody : words.laterBody),
  ]);
}

function askOf(page: Page, graceDays: number): string[] {
  const words = pageWords[page.language];
  return [
    paragraph(words.eraseBody(graceDays)),
    form(page, "erase", [
      `<label class="sure"><input type="checkbox" name="sure" value="yes" required> ${escapeHtml(words.eraseSure)}</label>`,
      `<button class="danger">${escapeHtml(words.eraseSend)}</button>`,
    ]),
  ];
}

function pendingOf(page: Page, erasure: Erasure, mayTakeBack: boolean): string[] {
  const words = pageWords[page.language];
  if (erasure.status !== "waiting") return [paragraph(words.eraseRunning)];
  return [
    paragraph(words.erasePending(erasure.mode, dayIn(page)(erasure.dueAt))),
    mayTakeBack ? form(page, "take_back", [`<button>${escapeHtml(words.takeBack)}</button>`]) : "",
  ];
}

const types = { name: "text", email: "email", phone: "tel" } as const;
const fills = { name: "name", email: "email", phone: "tel" } as const;

function inputOf(page: Page, field: Correctable, value: string): string {
  const words = pageWords[page.language];
  const wrong = page.wrong?.[field];
  const described = wrong ? ` aria-invalid="true" aria-describedby="${field}-wrong"` : "";
  const why = wrong ? `<p class="wrong" id="${field}-wrong">${escapeHtml(words.wrong[field])}</p>` : "";
  return `<div class="field"><label for="${field}">${escapeHtml(words.field[field])}</label><input id="${field}" name="${field}" type="${types[field]}" autocomplete="${fills[field]}" maxlength="200" value="${escapeHtml(value)}"${described}>${why}</div>`;
}

function form({ proof }: Page, act: string, parts: readonly string[]): string {
  const hidden = [
    ["act", act],
    ["proof", proof],
  ].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  return `<form method="post" novalidate>${hidden.join("")}${parts.join("")}</form>`;
}

function countsOf(counts: Erasure["counts"], words: PageWords, language: Language): string {
  const number = new Intl.NumberFormat(language);
  const rows = counts.map(
    ({ kind, count }) => `<dt>${escapeHtml(words.kind[kind])}</dt><dd>${number.format(count)}</dd>`,
  );
  return `<dl>${rows.join("")}</dl>`;
}

function dayIn({ language, workspace }: Page): (instant: Date | string) => string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeZone: workspace.timezone,
  });
  return (instant) => format.format(new Date(instant));
}

function section(title: string, parts: readonly string[]): string {
  return `<section><h2>${escapeHtml(title)}</h2>${parts.join("")}</section>`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function document(language: Language, title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${parts.join("\n")}</main></body></html>
`;
}
