import type { ReactNode } from "react";
import { useState } from "react";
import type { MailMessageDetail } from "../../contracts/operate/mail.ts";
import { useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { Segmented } from "../ui/segmented.tsx";
import { messages } from "./mail-queries.ts";
import { MailStatusBadge } from "./mail-status.tsx";

/** One message: where it stands, and what it says. */
export function MailMessagePage() {
  const { t } = useTranslation();
  return (
    <RecordPage
      of={messages}
      title={({ subject }) => subject || t("mail.list.erased")}
      aside={({ status }) => <MailStatusBadge status={status} />}
    >
      {(message) => <Message {...message} />}
    </RecordPage>
  );
}

function Message(message: MailMessageDetail) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: (readonly [string, string])[] = [
    ...(message.from === null ? [] : [[t("mail.message.from"), message.from] as const]),
    [t("mail.list.to"), message.to || t("mail.list.erased")],
    [t("mail.list.when"), format.moment(message.createdAt)],
    [t("mail.message.attempts"), format.count(message.attempts)],
    ...(message.nextAt === null ? [] : [[t("mail.message.next"), format.moment(message.nextAt)] as const]),
    ...(message.reason === null ? [] : [[t("mail.message.reason"), message.reason] as const]),
  ];
  return (
    <Card className="max-w-200">
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted max-sm:-mb-1.5">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-line border-t pt-4">
        {message.hidden ? (
          <p className="text-muted text-sm">{t(`mail.message.hidden.${message.hidden}`)}</p>
        ) : (
          <Body {...message} />
        )}
      </div>
    </Card>
  );
}

type Form = "text" | "html";

function Body({ subject, text, html }: MailMessageDetail) {
  const { t } = useTranslation();
  const [form, setForm] = useState<Form>("text");
  return (
    <div className="flex flex-col items-start gap-4">
      {html === null ? null : (
        <Segmented<Form>
          label={t("mail.message.form")}
          value={form}
          onChange={setForm}
          options={(["text", "html"] as const).map((value) => ({ value, label: t(`mail.message.${value}`) }))}
        />
      )}
      {form === "html" && html !== null ? (
        // No scripts, no forms, no way out, and nothing loaded from elsewhere: the page's own policy holds inside too.
        <iframe
          title={subject}
          sandbox=""
          srcDoc={html}
          referrerPolicy="no-referrer"
          className="h-120 w-full rounded-md border border-line bg-white"
        />
      ) : (
        <p className="w-full whitespace-pre-wrap break-words text-sm leading-relaxed">{withLinks(text ?? "")}</p>
      )}
    </div>
  );
}

/** Links of the web can be followed; everything else stays text. */
function withLinks(text: string): ReactNode[] {
  return text.split(/(https?:\/\/[^\s<>"']+)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text that never change their places
      <a key={index} href={part} rel="noreferrer" className="break-all text-accent-text underline">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
