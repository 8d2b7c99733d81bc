import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { MailMessageDetail } from "../../contracts/operate/mail.ts";
import { useTranslation } from "../i18n/words.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Segmented } from "../ui/segmented.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { messageQuery } from "./mail-queries.ts";
import { MailStatusBadge } from "./mail-status.tsx";

/** One message: where it stands, and what it says. */
export function MailMessagePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/app/settings/mail/$id" });
  const message = useQuery(messageQuery(id));
  return (
    <div className="flex max-w-200 flex-col gap-4">
      <p>
        <Link to="/settings/mail" className="inline-flex items-center gap-1.5 text-accent-text text-sm hover:underline">
          <ArrowLeft className="size-3.5 rtl:rotate-180" aria-hidden />
          {t("mail.message.back")}
        </Link>
      </p>
      {message.isError ? (
        <ErrorState error={message.error} title={t("mail.message.failed")} onRetry={() => void message.refetch()} />
      ) : null}
      {message.isPending ? (
        <Card flush>
          <SkeletonRows rows={4} />
        </Card>
      ) : null}
      {message.data ? <Message {...message.data} /> : null}
    </div>
  );
}

function Message(message: MailMessageDetail) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: (readonly [string, ReactNode])[] = [
    ...(message.from === null ? [] : [[t("mail.message.from"), message.from] as const]),
    [t("mail.list.to"), message.to || t("mail.list.erased")],
    [t("mail.list.status"), <MailStatusBadge key="status" status={message.status} />],
    [t("mail.list.when"), format.moment(message.createdAt)],
    [t("mail.message.attempts"), format.count(message.attempts)],
    ...(message.nextAt === null ? [] : [[t("mail.message.next"), format.moment(message.nextAt)] as const]),
    ...(message.reason === null ? [] : [[t("mail.message.reason"), message.reason] as const]),
  ];
  return (
    <Card title={message.subject || t("mail.list.erased")}>
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
