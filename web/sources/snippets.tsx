import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Segmented } from "../ui/segmented.tsx";

/** Stands in a snippet where a key goes, as long as none is at hand. */
export const keyPlaceholder = "YOUR_WRITE_KEY";

const here = () => window.location.origin;

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

const writers = {
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
type Kind = keyof typeof writers;
const kinds = Object.keys(writers) as Kind[];

/** Ready to paste: how to send with a write key, with this system's own address. */
export function SendSnippets({ writeKey }: { writeKey?: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>("curl");
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="max-w-full overflow-x-auto">
        <Segmented
          label={t("data.keys.language")}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`data.keys.snippet.${value}`) }))}
        />
      </div>
      <Snippet label={t(`data.keys.snippet.${kind}`)} text={writers[kind](writeKey ?? keyPlaceholder)} />
    </div>
  );
}

/** How to read with an API key. */
export function ReadSnippet({ secret }: { secret: string }) {
  const { t } = useTranslation();
  const text = `curl ${here()}/api/v1/query \\
  -H 'authorization: Bearer ${secret}' \\
  -H 'content-type: application/json' \\
  -d '{ "metrics": [{ "metric": "nps" }], "breakdowns": ["channel"] }'`;
  return <Snippet label={t("data.keys.snippet.curl")} text={text} />;
}

/** Lines to paste somewhere else, with a button that copies them. */
export function Snippet({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className="min-w-0 rounded-lg border border-line bg-sunken">
      <div className="flex items-center justify-between gap-2 border-line border-b py-1 ps-3 pe-1">
        <span className="text-faint text-xs">{label}</span>
        <Button
          size="sm"
          variant="ghost"
          icon={
            copied ? (
              <Check className="size-3.5 text-positive" aria-hidden />
            ) : (
              <Copy className="size-3.5" aria-hidden />
            )
          }
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? t("ui.copied") : t("data.copy")}
        </Button>
      </div>
      <CodeBlock label={label} text={text} />
    </div>
  );
}
