import { useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { groupsOfPermissions } from "./permission-groups.ts";
import { RoleForm } from "./role-form.tsx";
import { customRoles } from "./role-kind.ts";

/** One role under Settings: what who has it may do. */
export function RoleTab() {
  const { t } = useTranslation();
  return (
    <RecordPage of={customRoles} form={(form) => <RoleForm {...form} />}>
      {({ permissions }) => (
        <dl className="grid gap-x-6 gap-y-2 rounded-lg border border-line bg-surface p-4 text-sm sm:grid-cols-[max-content_1fr]">
          {groupsOfPermissions.flatMap(({ about, permissions: all }) => {
            const held = all.filter((permission) => permissions.includes(permission));
            return held.length === 0
              ? []
              : [
                  <dt key={about} className="font-medium max-sm:-mb-1.5">
                    {t(`roles.about.${about}`)}
                  </dt>,
                  <dd key={`${about} held`} className="text-muted">
                    {held.map((permission) => t(`roles.may.${permission}`)).join(" · ")}
                  </dd>,
                ];
          })}
        </dl>
      )}
    </RecordPage>
  );
}
