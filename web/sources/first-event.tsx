import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Radio } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { buttonClass } from "../ui/button.tsx";

const POLL_MILLISECONDS = 2000;

/** Waits for what is sent next, and says so as soon as it is there. */
export function FirstEvent() {
  const { t } = useTranslation();
  const [since, setSince] = useState<string>();
  const { data: arrived } = useQuery({
    queryKey: ["events", "first", since],
    queryFn: async ({ signal }) => {
      const page = await request("GET /api/v1/events/recent", { query: { after: since, limit: 1 }, signal });
      // What had arrived before was not waited for.
      if (since === undefined) setSince(page.asOf);
      return since === undefined ? null : (page.items[0] ?? null);
    },
    refetchInterval: ({ state }) => (state.data ? false : POLL_MILLISECONDS),
    gcTime: 0,
    retry: false,
  });
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 rounded-md border border-line px-3 py-2 text-sm">
      {arrived ? (
        <>
          <CircleCheck className="size-4 shrink-0 text-positive" aria-hidden />
          <span className="min-w-0 flex-1 break-words">
            {t("data.keys.arrived", { name: arrived.event || arrived.type })}
          </span>
          <Link to="/data/live" className={buttonClass({ size: "sm" })}>
            {t("data.keys.seeLive")}
          </Link>
        </>
      ) : (
        <>
          <Radio className="size-4 shrink-0 text-muted" aria-hidden />
          <span className="text-muted">{t("data.keys.waiting")}</span>
        </>
      )}
    </div>
  );
}
