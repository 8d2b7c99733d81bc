import type { MailStatus } from "../../contracts/operate/mail.ts";
import { useTranslation } from "../i18n/words.ts";
import { Badge, type BadgeProps } from "../ui/badge.tsx";

export const mailStatuses: readonly MailStatus[] = ["waiting", "sent", "kept", "refused", "bounced", "complained"];

const tones: Record<MailStatus, BadgeProps["tone"]> = {
  waiting: "neutral",
  sent: "positive",
  kept: "accent",
  refused: "negative",
  bounced: "warning",
  complained: "negative",
};

export function MailStatusBadge({ status }: { status: MailStatus }) {
  const { t } = useTranslation();
  return <Badge tone={tones[status] ?? "neutral"}>{t(`mail.status.${status}`)}</Badge>;
}
