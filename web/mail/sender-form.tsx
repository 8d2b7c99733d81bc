import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import type { MailSender } from "../../contracts/operate/mail.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSubmit } from "../records/submit.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { toast } from "../ui/toast.tsx";
import { messages, senderQuery } from "./mail-queries.ts";

/** Name, address and where answers go. */
export function SenderForm({ sender }: { sender: MailSender }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { can } = useSession();
  const form = useForm({
    defaultValues: { name: sender.name ?? "", address: sender.address ?? "", replyTo: sender.replyTo ?? "" },
  });
  const { errors } = form.formState;
  const { problem, busy, onSubmit } = useSubmit(form, async (values) => {
    const body = {
      name: values.name.trim() || null,
      address: values.address.trim() || null,
      replyTo: values.replyTo.trim() || null,
    };
    const saved = await request("PUT /api/v1/mail-sender", { body });
    client.setQueryData(senderQuery.queryKey, saved);
    await messages.changed();
    const asked = saved.confirmed ? null : saved.address;
    toast.success(
      t("mail.sender.saved"),
      asked === null ? {} : { description: t("mail.sender.asked", { address: asked }) },
    );
  });
  const allowed = can("mail:edit");
  const { effective, server } = sender;
  const from = `${effective.name} <${effective.address}>`;
  return (
    <Card
      title={t("mail.sender.title")}
      description={
        server === null
          ? t("mail.sender.body", { sender: from })
          : t("mail.sender.bodyServer", { sender: from, server })
      }
    >
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem error={problem} />
        <Field label={t("mail.sender.name")} error={errors.name?.message} optional>
          <Input maxLength={80} autoComplete="off" disabled={!allowed} {...form.register("name")} />
        </Field>
        <Field
          label={t("mail.sender.address")}
          help={
            sender.address !== null && !sender.confirmed
              ? t("mail.sender.unconfirmed", { address: sender.address })
              : t("mail.sender.addressHelp")
          }
          error={errors.address?.message}
          optional
        >
          <Input type="text" inputMode="email" autoComplete="off" disabled={!allowed} {...form.register("address")} />
        </Field>
        <Field
          label={t("mail.sender.replyTo")}
          help={t("mail.sender.replyToHelp")}
          error={errors.replyTo?.message}
          optional
        >
          <Input type="text" inputMode="email" autoComplete="off" disabled={!allowed} {...form.register("replyTo")} />
        </Field>
        {allowed ? (
          <Button type="submit" variant="primary" busy={busy} className="self-start">
            {t("settings.save")}
          </Button>
        ) : null}
      </form>
    </Card>
  );
}
