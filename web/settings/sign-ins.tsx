import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Member } from "../../contracts/access/access.ts";
import type { SignIn } from "../../contracts/access/sign-ins.ts";
import { type SignInEvent, signInFailures } from "../../contracts/words/sign-ins.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { Table } from "../ui/table.tsx";
import { useDeviceName } from "./device-name.ts";

const AT_ONCE = 10;

/** How the person came in, and who tried to. */
export function SignInsCard() {
  const { t } = useTranslation();
  return (
    <Card title={t("settings.signIns.title")} description={t("settings.signIns.body")}>
      <SignIns />
    </Card>
  );
}

/** The same of a member, for who looks after the workspace. */
export function MemberSignIns({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <SidePanel
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
      title={member.name}
      description={t("settings.signIns.ofMember")}
    >
      <SignIns member={member.id} />
    </SidePanel>
  );
}

function SignIns({ member }: { member?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const deviceName = useDeviceName();
  const pages = useCursor(member ?? "");
  const found = useQuery({
    queryKey: ["sign-ins", member, pages.cursor],
    queryFn: ({ signal }) => {
      const query = { limit: AT_ONCE, cursor: pages.cursor };
      return member === undefined
        ? request("GET /api/v1/me/sign-ins", { query, signal })
        : request("GET /api/v1/members/:id/sign-ins", { params: { id: member }, query, signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <Table<SignIn>
        caption={t("settings.signIns.title")}
        rows={found.data?.items ?? []}
        rowKey={({ id }) => id}
        loading={found.isPending}
        empty={<p className="text-muted text-sm">{t("settings.signIns.none")}</p>}
        columns={[
          { key: "event", header: t("settings.signIns.what"), title: true, cell: (entry) => <What {...entry} /> },
          { key: "at", header: t("settings.signIns.when"), cell: (entry) => format.moment(entry.at) },
          { key: "device", header: t("settings.sessions.device"), cell: deviceName },
          { key: "network", header: t("settings.sessions.network"), cell: ({ network }) => network || "–" },
        ]}
      />
      <Pagination pages={pages} nextCursor={found.data?.nextCursor} />
      {found.data ? (
        <p className="mt-3 text-faint text-xs">{t("settings.signIns.kept", { count: found.data.days })}</p>
      ) : null}
    </>
  );
}

function What({ event, times }: { event: SignInEvent; times: number }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className={signInFailures.includes(event) ? "font-medium text-negative" : "font-medium"}>
        {t(`settings.signIns.event.${event}`)}
      </span>
      {times > 1 ? <Badge tone="negative">{t("settings.signIns.times", { count: times })}</Badge> : null}
    </span>
  );
}
