import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Snippet } from "../ui/snippet.tsx";
import { ReactionsCard } from "./reactions-card.tsx";

/** Which version runs, on which stores, and how to keep a copy. */
export function SystemTab() {
  const { t } = useTranslation();
  const format = useFormat();
  const { workspace, can } = useSession();
  const info = useQuery({ queryKey: ["info"], queryFn: ({ signal }) => request("GET /api/v1/info", { signal }) });
  return (
    <div className="flex max-w-160 flex-col gap-4">
      {info.isError ? <ErrorState error={info.error} onRetry={() => void info.refetch()} /> : null}
      <Card title={t("settings.system.title")}>
        {info.data ? (
          <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
            {(
              [
                [t("settings.system.version"), info.data.version],
                [t("settings.system.records"), t(`settings.system.store.${info.data.records}`)],
                [t("settings.system.events"), t(`settings.system.store.${info.data.events}`)],
                [t("settings.system.now"), format.moment(info.data.now, workspace.timezone)],
              ] as const
            ).map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted max-sm:-mb-1.5">{name}</dt>
                <dd className="figures">{value}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <SkeletonRows rows={4} />
        )}
        <p className="mt-4 border-line border-t pt-3 text-sm">
          <a href="/api/docs" className="font-medium text-accent-text hover:underline">
            {t("settings.system.reference")}
          </a>
        </p>
      </Card>
      {can("system:read") ? <ReactionsCard /> : null}
      <Card title={t("settings.system.backup")} description={t("settings.system.backupBody")}>
        {can("system:backup") ? (
          <Snippet
            label={t("settings.system.terminal")}
            text={`throughline backup throughline.tar --url ${window.location.origin} --key YOUR_API_KEY`}
          />
        ) : (
          <p className="text-muted text-sm">{t("settings.system.backupOwner")}</p>
        )}
      </Card>
    </div>
  );
}
