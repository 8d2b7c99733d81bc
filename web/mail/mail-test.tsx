import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { DomainRecord } from "../../contracts/operate/mail.ts";
import { type Translate, useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Badge, type BadgeProps } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { messages } from "./mail-queries.ts";

interface Tested {
  id: string;
  domain: string | null;
  records: DomainRecord[];
}

/** Sends a message to somebody, and says what the sender's domain lacks. */
export function MailTest() {
  const { t } = useTranslation();
  const { me } = useSession();
  const [tested, setTested] = useState<Tested | null>(null);
  const form = useForm({ defaultValues: { to: me.email } });
  const { problem, busy, onSubmit } = useSubmit(form, async ({ to }) => {
    const { message, domain, records } = await request("POST /api/v1/mail-tests", { body: { to: to.trim() } });
    setTested({ id: message.id, domain, records });
    await messages.changed();
  });
  return (
    <Card title={t("mail.test.title")} description={t("mail.test.body")}>
      <div className="flex flex-col gap-4">
        <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <FormProblem error={problem} />
          <Field label={t("mail.test.to")} error={form.formState.errors.to?.message}>
            <Input
              type="text"
              inputMode="email"
              autoComplete="email"
              {...form.register("to", { required: t("access.emailMissing") })}
            />
          </Field>
          <Button type="submit" busy={busy} className="self-start">
            {t("mail.test.act")}
          </Button>
        </form>
        {tested ? <Outcome key={tested.id} {...tested} /> : null}
      </div>
    </Card>
  );
}

function Outcome({ id, domain, records }: Tested) {
  const { t } = useTranslation();
  const message = useQuery(messages.one(id));
  return (
    <div className="flex flex-col gap-4 border-line border-t pt-4">
      <p role="status" className="break-words text-sm">
        {message.data ? said(message.data, t) : t("mail.test.waiting", { to: "" })}
      </p>
      {domain === null ? (
        <p className="text-muted text-sm">{t("mail.test.noDomain")}</p>
      ) : (
        <section className="flex flex-col gap-3">
          <h3 className="font-medium text-sm">{t("mail.test.records", { domain })}</h3>
          {records.map((record) => (
            <RecordState key={record.kind} {...record} />
          ))}
        </section>
      )}
    </div>
  );
}

function said({ status, to, reason }: { status: string; to: string; reason: string | null }, t: Translate): string {
  if (status === "waiting")
    return reason === null ? t("mail.test.waiting", { to }) : t("mail.test.deferred", { reason });
  if (status === "sent" || status === "kept") return t(`mail.test.${status}`, { to });
  return t("mail.test.refused", { to, reason: reason ?? "" });
}

const tones: Partial<Record<DomainRecord["state"], BadgeProps["tone"]>> = {
  ok: "positive",
  missing: "warning",
  unsigned: "neutral",
  unreachable: "neutral",
};

function RecordState({ kind, name, state, found, add }: DomainRecord) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="font-medium font-mono text-sm uppercase">{kind}</span>
        <Badge tone={tones[state] ?? "negative"}>{t(`mail.record.${state}`)}</Badge>
        <span className="basis-full text-muted text-sm">{t(`mail.about.${kind}`)}</span>
      </div>
      {found.length > 0 ? (
        <dl className="text-xs">
          <dt className="text-faint">{t("mail.test.found")}</dt>
          {found.map((text) => (
            <dd key={text} className="break-all font-mono">
              {text}
            </dd>
          ))}
        </dl>
      ) : null}
      {add !== null ? <CopyField label={t("mail.test.add", { name: name ?? "" })} value={add} /> : null}
    </div>
  );
}
