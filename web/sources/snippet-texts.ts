/** Stands in a snippet where a key goes, as long as none is at hand. */
export const keyPlaceholder = "YOUR_WRITE_KEY";

/** This system's own address. */
export const here = () => window.location.origin;

/** One event from the terminal. */
export function curlSnippet(key: string): string {
  return `curl ${here()}/v1/track \\
  -u ${key}: \\
  -H 'content-type: application/json' \\
  -d '{
    "userId": "u-1",
    "event": "Order Completed",
    "properties": { "order_id": "o-1", "revenue": 42.5, "currency": "EUR" },
    "context": { "channel": "web", "traits": { "email": "ines@mail.example" } }
  }'`;
}

/** One person's company, from the terminal. */
export function groupSnippet(key: string): string {
  return `curl ${here()}/v1/group \\
  -u ${key}: \\
  -H 'content-type: application/json' \\
  -d '{
    "userId": "u-1",
    "groupId": "a-1",
    "traits": { "name": "Alder Joinery", "plan": "trade", "employees": 12 }
  }'`;
}

/** How to send, by what one sends with. */
export const writers = {
  curl: curlSnippet,
  browser: (key: string) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${key}", cdnURL: "${here()}" },
  { integrations: { "Segment.io": { apiHost: "${window.location.host}/v1", protocol: "${window.location.protocol.replace(":", "")}" } } },
);

analytics.identify("u-1", { name: "Ines Moreau", email: "ines@mail.example" });
analytics.page();
analytics.track("Product Viewed", { product_id: "p-1", name: "Rain jacket" });`,
  node: (key: string) => `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${key}", host: "${here()}", path: "/v1/batch" });

analytics.track({
  userId: "u-1",
  event: "Order Completed",
  properties: { order_id: "o-1", revenue: 42.5, currency: "EUR" },
});
await analytics.closeAndFlush();`,
  feedback: (key: string) => `curl ${here()}/api/v1/feedback \\
  -u ${key}: \\
  -H 'content-type: application/json' \\
  -d '{
    "submission_id": "s-1",
    "field_type": "nps",
    "field_label": "How likely are you to recommend us?",
    "value_number": 9,
    "user_id": "u-1",
    "channel": "web"
  }'`,
};
