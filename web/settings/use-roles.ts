import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { grantableAmong, grantableRoles, useSession } from "../session/session.ts";
import type { Option } from "../ui/select.tsx";

/** The roles that the reader may give, as a choice; built-in ones first. */
export function useRoleChoice(): { options: Option[]; hintOf: (role: string) => string } {
  const { t } = useTranslation();
  const session = useSession();
  const own = useQuery({ ...recordQueries("roles").list(), enabled: session.can("members:edit") });
  const builtIn = grantableRoles(session).map((role) => ({
    value: role as string,
    label: t(`role.${role}`),
    hint: t(`settings.members.roleHint.${role}`),
  }));
  const named = grantableAmong(session, own.data?.items ?? []).map(({ id, name, description }) => ({
    value: id,
    label: name,
    hint: description,
  }));
  const options = [...builtIn, ...named];
  return { options, hintOf: (role) => options.find(({ value }) => value === role)?.hint ?? "" };
}
