import { Link } from "@tanstack/react-router";
import { Map as MapIcon } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { type Draft, writeDraft } from "../../saved-queries/saved-queries.ts";
import { useSession } from "../../session/session.ts";
import { buttonClass } from "../../ui/button.tsx";

/** Leads to a map of the same query: what is named, in which traces, of which events. */
export function ProcessMap({ draft }: { draft: Draft<"process"> }) {
  const { t } = useTranslation();
  const { can } = useSession();
  if (!can("journeys:edit")) return null;
  return (
    <Link
      to="/journeys/discover"
      search={{ q: writeDraft("process", { ...draft, mergeRepeats: false, minimumTraces: 1 }) }}
      className={buttonClass({ size: "sm" })}
    >
      <MapIcon className="size-3.5" aria-hidden />
      {t("explore.process.makeMap")}
    </Link>
  );
}
