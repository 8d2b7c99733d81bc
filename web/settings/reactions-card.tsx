import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";

const AGAIN_MILLISECONDS = 5000;
const tones = { ok: "positive", late: "warning", failing: "negative" } as const;

/** How far those have come who react to what happens, and how much waits to be delivered. */
export function ReactionsCard() {
  const { t, wordOr } = useTranslation();
  const format = useFormat();
  const found = useQuery({
    queryKey: ["reactions"],
    queryFn: ({ signal }) => request("GET /health/reactions", { signal }),
    refetchInterval: AGAIN_MILLISECONDS,
  });
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const waiting = (found.data?.outbox ?? []).reduce((sum, topic) => sum + topic.waiting, 0);
  return (
    <Card
      title={t("settings.reactions.title")}
      description={t("settings.reactions.body")}
      actions={
        found.data ? (
          <Badge tone={tones[found.data.state]}>{t(`settings.reactions.state.${found.data.state}`)}</Badge>
        ) : null
      }
    >
      {found.data ? (
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
          {found.data.followers.map(({ name, behind, since, reason }) => (
            <div key={name} className="contents">
              <dt className="text-muted max-sm:-mb-1.5">{wordOr(`settings.reactions.follower.${name}`, name)}</dt>
              <dd className="figures">
                {behind === 0 || since === null
                  ? t("settings.reactions.inStep")
                  : t("settings.reactions.behind", { count: behind, since: format.moment(since) })}
                {reason ? <span className="block text-negative text-xs">{reason}</span> : null}
              </dd>
            </div>
          ))}
          <div className="contents">
            <dt className="text-muted max-sm:-mb-1.5">{t("settings.reactions.outbox")}</dt>
            <dd className="figures">
              {waiting === 0 ? t("settings.reactions.nothing") : t("settings.reactions.waiting", { count: waiting })}{" "}
              <Link to="/settings/deliveries" className="font-medium text-accent-text hover:underline">
                {t("settings.reactions.look")}
              </Link>
            </dd>
          </div>
        </dl>
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Card>
  );
}
