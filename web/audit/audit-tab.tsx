import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, ScrollText } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { saveAnswer } from "../session/save-answer.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { reasonOf } from "../ui/problem-words.ts";
import { toast } from "../ui/toast.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditRetention } from "./audit-retention.tsx";
import { type AuditSearch, askedOf } from "./audit-search.ts";
import { AuditTable } from "./audit-table.tsx";

/** Who changed, saw or was refused what. */
export function AuditTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  if (can("audit:read")) return <AuditLog />;
  return <EmptyState icon={<ScrollText className="size-5" aria-hidden />} title={t("audit.notAllowed")} body="" />;
}

function AuditLog() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search: AuditSearch = useSearch({ from: "/app/settings/audit" });
  const asked = askedOf(search);
  const pages = useCursor(JSON.stringify(asked));
  const found = useQuery({
    queryKey: ["audit", asked, pages.cursor],
    queryFn: ({ signal }) => request("GET /api/v1/audit", { query: { ...asked, cursor: pages.cursor }, signal }),
    placeholderData: (before) => before,
  });
  const set = (next: AuditSearch) => void navigate({ to: "/settings/audit", search: next, replace: true });

  async function save(format: "csv" | "jsonl") {
    const chosen = Object.entries({ ...asked, format }).flatMap(([name, value]) => (value ? [[name, value]] : []));
    try {
      await saveAnswer(`/api/v1/audit/export?${new URLSearchParams(chosen)}`, `audit.${format}`);
    } catch (error) {
      toast.error(t("audit.exportFailed"), { description: reasonOf(error) });
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <AuditFilters search={search} onChange={set} />
      {found.isError ? (
        <ErrorState error={found.error} title={t("audit.failed")} onRetry={() => void found.refetch()} />
      ) : (
        <Card
          flush
          title={t("audit.title")}
          description={t("audit.body")}
          stale={found.isPlaceholderData}
          actions={(["csv", "jsonl"] as const).map((format) => (
            <Button
              key={format}
              size="sm"
              icon={<Download className="size-3.5" aria-hidden />}
              onClick={() => void save(format)}
            >
              {t(`audit.${format}`)}
            </Button>
          ))}
        >
          <AuditTable entries={found.data?.items ?? []} loading={found.isPending} />
        </Card>
      )}
      <Pagination pages={pages} nextCursor={found.data?.nextCursor} />
      <AuditRetention />
    </div>
  );
}
