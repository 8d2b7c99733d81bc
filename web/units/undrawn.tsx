import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";

const MOST_SHOWN = 20;

/** Units that events name and nobody has drawn; nothing where there are none, or for who sees some units only. */
export function Undrawn() {
  const { t } = useTranslation();
  const format = useFormat();
  const { can, units } = useSession();
  const found = useQuery({
    // Behind the units, so that drawing one asks again.
    queryKey: ["units", "named"],
    queryFn: ({ signal }) => request("GET /api/v1/events/units", { signal }),
    enabled: units === null && can("metrics:read"),
  });
  if (!found.data) return null;
  const undrawn = found.data.items.filter(({ drawn }) => !drawn);
  const { without } = found.data;
  if (undrawn.length === 0 && without === 0) return null;
  return (
    <Card title={t("units.undrawn")}>
      {undrawn.length > 0 ? (
        <>
          <p className="mb-3 max-w-160 text-muted text-sm">{t("units.undrawnBody")}</p>
          <ul className="flex flex-col gap-2 text-sm">
            {undrawn.slice(0, MOST_SHOWN).map(({ key, events, lastAt }) => (
              <li key={key} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <span className="break-all font-mono">{key}</span>
                <span className="text-faint text-xs">
                  {t("units.undrawnEvents", { count: events })} · {format.ago(lastAt)}
                </span>
                {can("units:edit") ? (
                  <Link
                    to="/settings/units/$id"
                    params={{ id: "new" }}
                    search={{ key }}
                    className="rounded-md text-accent-text hover:underline"
                  >
                    {t("units.draw")}
                  </Link>
                ) : null}
              </li>
            ))}
            {undrawn.length > MOST_SHOWN ? (
              <li className="text-faint">{t("units.moreUndrawn", { count: undrawn.length - MOST_SHOWN })}</li>
            ) : null}
          </ul>
        </>
      ) : null}
      {without > 0 ? (
        <p className="mt-3 text-faint text-sm first:mt-0">{t("units.without", { count: without })}</p>
      ) : null}
    </Card>
  );
}
