import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Segmented } from "../ui/segmented.tsx";
import { Snippet } from "../ui/snippet.tsx";
import { useExampleKey } from "./made-key.ts";
import { here, writers } from "./snippet-texts.ts";

type Kind = keyof typeof writers;
const kinds = Object.keys(writers) as Kind[];

/** Ready to paste: how to send with the write key made last, with this system's own address. */
export function SendSnippets() {
  const { t } = useTranslation();
  const writeKey = useExampleKey();
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
      <Snippet label={t(`data.keys.snippet.${kind}`)} text={writers[kind](writeKey)} />
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
