import type { CustomRole } from "../../contracts/access/roles.ts";
import { type Permission, permissionNames, takesTheWhole } from "../../contracts/words/permissions.ts";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, type FormProps, NameField, RecordForm } from "../records/form.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { groupsOfPermissions } from "./permission-groups.ts";
import { customRoles } from "./role-kind.ts";

/** Makes a role of permissions; of those that the reader does not hold none can be put in or taken out. */
export function RoleForm(props: FormProps<CustomRole>) {
  const { t } = useTranslation();
  const { can, role } = useSession();
  const isHeld = (permission: Permission) => can(permission) || role === "owner";
  return (
    <RecordForm
      {...props}
      of={customRoles}
      start={(one) => ({
        permissions: one?.permissions ?? (["workspace:read", "metrics:read"] satisfies Permission[]),
      })}
      read={({ permissions }) => (permissions.length === 0 ? null : { permissions })}
      told={({ permissions }) => [
        [t("roles.permissions"), permissions.map((permission) => t(`roles.may.${permission}`)).join(", ")],
      ]}
    >
      {(form) => {
        const chosen: readonly Permission[] = form.fields.permissions;
        const choose = (permission: Permission, isChosen: boolean) =>
          form.onChange({
            permissions: permissionNames.filter((name) => (name === permission ? isChosen : chosen.includes(name))),
          });
        return (
          <>
            <NameField form={form} label={t("roles.name")} maxLength={80} />
            <DescriptionField form={form} rows={2} label={t("roles.description")} />
            <p className="text-muted text-sm">{t("roles.wholeHint")}</p>
            <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
              {groupsOfPermissions.map(({ about, permissions }) => (
                <fieldset key={about} className="flex min-w-0 flex-col gap-2">
                  <legend className="mb-1 font-medium text-sm">{t(`roles.about.${about}`)}</legend>
                  {permissions.map((permission) => (
                    <span key={permission} className="flex flex-wrap items-center gap-2">
                      <Checkbox
                        checked={chosen.includes(permission)}
                        disabled={!isHeld(permission)}
                        label={t(`roles.may.${permission}`)}
                        onChange={(isChosen) => choose(permission, isChosen)}
                      />
                      {takesTheWhole(permission) ? <Badge>{t("roles.whole")}</Badge> : null}
                    </span>
                  ))}
                </fieldset>
              ))}
            </div>
            {form.wasSent && form.body === null ? (
              <p role="alert" className="text-negative text-sm">
                {t("roles.permissionsMissing")}
              </p>
            ) : null}
          </>
        );
      }}
    </RecordForm>
  );
}
