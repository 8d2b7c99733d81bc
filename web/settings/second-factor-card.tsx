import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { meQuery, request } from "../session/api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { lazyPart } from "../ui/lazy-page.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { settingWords } from "./words.ts";

const SetUp = lazyPart(() => import("./set-up-second-factor.tsx"), "SetUpSecondFactor", [settingWords]);
const Proof = lazyPart(() => import("./second-factor-proof.tsx"), "SecondFactorProof", [settingWords]);

const key = ["second-factor"];
/** So few are left that new ones should be made. */
const FEW = 3;

/** Whether a code is asked for at sign-in, and everything about that. */
export function SecondFactorCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request("GET /api/v1/me/second-factor", { signal }),
  });
  const [open, setOpen] = useState<"set-up" | "renewal" | "removal" | null>(null);
  const refresh = () => {
    for (const queryKey of [key, meQuery.queryKey, ["sessions"], ["sign-ins"]])
      void client.invalidateQueries({ queryKey });
  };
  const close = () => {
    setOpen(null);
    refresh();
  };
  const { enabledAt = null, recoveryCodesLeft = 0 } = found.data ?? {};
  return (
    <Card
      title={t("settings.factor.title")}
      description={t("settings.factor.body")}
      actions={enabledAt ? <Badge tone="positive">{t("settings.factor.on")}</Badge> : null}
    >
      {found.isPending ? <SkeletonRows rows={1} /> : null}
      {found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : null}
      <Suspense fallback={<SkeletonRows rows={3} />}>
        {open === "set-up" ? <SetUp onDone={close} onConfirmed={refresh} onCancel={() => setOpen(null)} /> : null}
      </Suspense>
      {found.data && open !== "set-up" && enabledAt === null ? (
        <Button onClick={() => setOpen("set-up")}>{t("settings.factor.setUp")}</Button>
      ) : null}
      {open !== "set-up" && enabledAt !== null ? (
        <div className="flex flex-col gap-3 text-sm">
          <p>
            {t("settings.factor.since", { date: format.moment(enabledAt) })}{" "}
            <span className={recoveryCodesLeft <= FEW ? "font-medium text-warning" : "text-muted"}>
              {t("settings.factor.left", { count: recoveryCodesLeft })}
            </span>
          </p>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen("renewal")}>{t("settings.factor.renew")}</Button>
            <Button onClick={() => setOpen("removal")}>{t("settings.factor.remove")}</Button>
          </div>
        </div>
      ) : null}
      <Suspense>
        {open === "renewal" || open === "removal" ? <Proof act={open} onChanged={refresh} onClose={close} /> : null}
      </Suspense>
    </Card>
  );
}
