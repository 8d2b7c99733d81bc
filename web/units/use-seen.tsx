import type { ReactNode } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Badge } from "../ui/badge.tsx";
import { useUnits } from "./use-units.ts";

interface Seen {
  /** In words, as lists search and files hold it. */
  said: (units: readonly string[] | null) => string;
  shown: (units: readonly string[] | null) => ReactNode;
}

/** What somebody limited to units sees, by their ids; null for the whole workspace. */
export function useSeen(): Seen {
  const { t } = useTranslation();
  const { byId } = useUnits();
  const nameOf = (id: string) => byId.get(id)?.name ?? "…";
  return {
    said: (units) => (units === null ? t("units.whole") : units.map(nameOf).join(", ")),
    shown: (units) =>
      units === null ? (
        <span className="text-muted">{t("units.whole")}</span>
      ) : (
        <span className="flex flex-wrap gap-1 max-sm:justify-end">
          {units.length === 0 ? t("units.others") : units.map((id) => <Badge key={id}>{nameOf(id)}</Badge>)}
        </span>
      ),
  };
}
