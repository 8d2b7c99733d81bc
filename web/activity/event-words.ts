import type { EventItem } from "../../contracts/log/events.ts";
import type { Translate } from "../i18n/words.ts";
import type { Format } from "../ui/format.ts";

/** A value in words; objects and lists as JSON, since nothing shorter would be true. */
export function valueText(value: unknown, format: Format): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "number")
    return new Intl.NumberFormat(format.locale, { maximumFractionDigits: 6, useGrouping: false }).format(value);
  if (typeof value === "string") return isInstant(value) ? format.moment(value) : value;
  return typeof value === "boolean" ? (value ? "✓" : "✗") : JSON.stringify(value);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text));
}

/** What happened, as a headline. Clients call every page view alike, so a page is named by its own name. */
export function eventTitle({ type, event, properties }: EventItem, t: Translate): string {
  if (type === "page" || type === "screen") {
    const name = pageNames.map((key) => textOf(properties[key])).find(Boolean);
    return name ? t(`customers.event.${type}`, { name }) : t(`customers.event.${type}Any`);
  }
  if (type === "identify" || type === "group" || type === "alias") return t(`customers.event.${type}`);
  return event || type;
}

const pageNames = ["name", "title", "path"];

/** What tells one event of a name from another, likeliest first. */
const telling = [
  "product_name",
  "product",
  "name",
  "title",
  "query",
  "order_id",
  "ticket_id",
  "case_id",
  "application_id",
  "subject",
  "topic",
  "reason",
  "status",
  "carrier",
  "plan",
  "campaign",
  "path",
  "url",
];
const amounts = ["revenue", "total", "amount", "price", "value"];
const mostDetails = 3;

/** Up to three properties that make the event readable without opening it. */
export function eventDetails({ type, event, properties }: EventItem, format: Format): string[] {
  if (type === "page" || type === "screen") return [textOf(properties.path) || textOf(properties.url)].filter(Boolean);
  const details: string[] = [];
  const currency =
    typeof properties.currency === "string" && /^[A-Z]{3}$/.test(properties.currency) ? properties.currency : null;
  for (const key of amounts) {
    const amount = properties[key];
    if (typeof amount !== "number") continue;
    details.push(currency ? format.metric(amount, "currency", currency) : `${key} ${valueText(amount, format)}`);
    break;
  }
  for (const key of telling) {
    const text = textOf(properties[key]);
    if (details.length >= mostDetails) break;
    if (text && text !== event && !details.includes(text)) details.push(text);
  }
  if (details.length > 0) return details;
  return Object.entries(properties)
    .filter(([key, value]) => key !== "currency" && ["string", "number"].includes(typeof value) && value !== "")
    .slice(0, 2)
    .map(([key, value]) => `${key.replaceAll("_", " ")} ${valueText(value, format)}`);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
