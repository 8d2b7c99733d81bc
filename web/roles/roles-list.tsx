import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { customRoles } from "./role-kind.ts";

/** The roles under Settings that stand beside the built-in ones. */
export function RolesTab() {
  const { t } = useTranslation();
  return (
    <ListPage
      of={customRoles}
      about={t("roles.intro")}
      search={t("roles.search")}
      columns={[
        {
          key: "permissions",
          header: t("roles.permissions"),
          sortable: true,
          width: "10rem",
          as: "count",
          value: ({ permissions }) => permissions.length,
        },
      ]}
    />
  );
}
