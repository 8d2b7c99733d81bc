import { useNavigate } from "@tanstack/react-router";
import type { ImportStatus, ImportSummary } from "../../contracts/collect/imports.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useNew } from "../records/new-in-address.ts";
import { useSession } from "../session/session.ts";
import { Badge, type BadgeProps } from "../ui/badge.tsx";
import { useFormat } from "../ui/format.ts";
import { DropFile } from "./drop-file.tsx";
import { imports, running } from "./import-kind.ts";

/** Files brought in so far, and the place to drop the next one. */
export function ImportsTab() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { can } = useSession();
  const [isNew] = useNew();
  return (
    <div className="flex flex-col gap-4">
      {can("imports:run") ? (
        <DropFile isFirst={isNew} onUploaded={({ id }) => void navigate({ to: "/data/imports/$id", params: { id } })} />
      ) : null}
      <div>
        <ListPage
          of={imports}
          server={{ ask: ({ cursor }) => imports.list(cursor) }}
          columns={[
            { key: "status", header: t("data.imports.status"), cell: (each) => <StatusBadge {...each} /> },
            {
              key: "accepted",
              header: t("data.imports.accepted"),
              as: "count",
              value: ({ progress, status }) => (status === "uploaded" ? null : progress.accepted),
            },
            {
              key: "rejected",
              header: t("data.imports.rejected"),
              as: "count",
              value: ({ progress, status }) => (status === "uploaded" ? null : progress.rejected),
            },
            { key: "size", header: t("data.imports.size"), align: "end", cell: ({ size }) => format.bytes(size) },
            { key: "at", header: t("data.imports.uploaded"), as: "ago", value: ({ createdAt }) => createdAt },
          ]}
        />
      </div>
    </div>
  );
}

const tones: Record<ImportStatus, BadgeProps["tone"]> = {
  uploaded: "neutral",
  queued: "accent",
  running: "accent",
  cancelling: "accent",
  checked: "accent",
  done: "positive",
  cancelled: "warning",
  failed: "negative",
  taking_back: "accent",
  taken_back: "neutral",
};

export function StatusBadge({ status, dryRun }: Pick<ImportSummary, "status" | "dryRun">) {
  const { t } = useTranslation();
  const name = dryRun && running.has(status) ? "checking" : status;
  return <Badge tone={tones[status]}>{t(`data.imports.statuses.${name}`)}</Badge>;
}
