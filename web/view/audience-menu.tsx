import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import type { Opened } from "../ui/on-demand.tsx";
import { EVERYONE, type View } from "./view.ts";

/** Everybody, or one of the segments. */
export function AudienceMenu({ trigger, view }: Opened & { view: View }) {
  const { t } = useTranslation();
  const { data } = useQuery(recordQueries("segments").list());
  return (
    <Menu defaultOpen align="end" trigger={trigger}>
      <MenuChoice
        label={t("audience.title")}
        value={view.search.segment ?? EVERYONE}
        onChange={(id) => view.set({ segment: id === EVERYONE ? undefined : id })}
        options={[
          { value: EVERYONE, label: t("audience.everyone") },
          ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <MenuSeparator />
      <MenuItem render={<Link to="/customers/segments" />}>{t("audience.manage")}</MenuItem>
    </Menu>
  );
}
