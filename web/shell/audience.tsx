import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronDown, Users, UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../segments/segment-queries.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { useView, type View } from "./view.ts";

/** Stands for "no segment" in a choice of segments; no id is empty. */
const EVERYONE = "";

/** Whose numbers the page shows: everybody's, or those of a segment. */
export function AudienceMenu({ view }: { view: View }) {
  const { t } = useTranslation();
  const { data } = useQuery(segmentsQuery);
  const chosen = view.search.segment ?? EVERYONE;
  const segments = data?.items ?? [];
  const name = segments.find(({ id }) => id === chosen)?.name ?? (data ? t("segments.gone") : "…");
  const shown = chosen === EVERYONE ? t("audience.everyone") : name;
  return (
    <Menu
      align="end"
      trigger={
        <Button
          className={cx("min-w-0 max-w-60 max-sm:max-w-none max-sm:flex-1", chosen !== EVERYONE && "!border-accent")}
          icon={<Users className="size-3.5 shrink-0 text-faint" aria-hidden />}
          aria-label={t("audience.choose", { name: shown })}
        >
          <span className="truncate">{shown}</span>
          <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden />
        </Button>
      }
    >
      <MenuChoice
        label={t("audience.title")}
        value={chosen}
        onChange={(id) => view.set({ segment: id === EVERYONE ? undefined : id })}
        options={[
          { value: EVERYONE, label: t("audience.everyone") },
          ...segments.map(({ id, name: label }) => ({ value: id, label })),
        ]}
      />
      <MenuSeparator />
      <MenuItem render={<Link to="/customers/segments" />}>{t("audience.manage")}</MenuItem>
    </Menu>
  );
}

/** Says above the page that the segment of its address is gone, and leads back to everybody. */
export function LostAudience() {
  const { t } = useTranslation();
  const view = useView();
  const { segment } = view.search;
  const { data } = useQuery({ ...segmentsQuery, enabled: segment !== undefined });
  if (segment === undefined || !data || data.items.some(({ id }) => id === segment)) return null;
  return (
    <div
      role="alert"
      className="mb-4 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-warning-soft px-4 py-2.5 text-sm text-warning"
    >
      <UserX className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 basis-60">{t("audience.lost")}</span>
      <Button size="sm" onClick={() => view.set({ segment: undefined })}>
        {t("audience.clear")}
      </Button>
    </div>
  );
}
