import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { History, LogOut, Pencil, UserMinus, UserPlus, UserRound, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Invitation, Member } from "../../contracts/access/access.ts";
import { roles } from "../../contracts/words/permissions.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { listQueries } from "../records/queries.ts";
import { RemovalDialog } from "../records/removal.tsx";
import { useRoleName } from "../session/role-name.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { useSeen } from "../units/units.ts";
import { EndSessionsDialog } from "./end-sessions-dialog.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import { MemberSignIns } from "./sign-ins.tsx";
import { useRoleChoice } from "./use-roles.ts";

const members = {
  name: "members",
  words: "settings.members",
  icon: UserRound,
  ...listQueries("members"),
} as const;
const invitations = listQueries("invitations");

/** Who may come in, as what; and who was asked to. */
export function MembersTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [inviting, setInviting] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <Members
        invite={
          can("members:edit") ? (
            <Button
              variant="primary"
              icon={<UserPlus className="size-4" aria-hidden />}
              onClick={() => setInviting(true)}
            >
              {t("settings.members.invite")}
            </Button>
          ) : null
        }
      />
      {can("members:edit") ? <Invitations /> : null}
      <RoleTable />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </div>
  );
}

function Members({ invite }: { invite: ReactNode }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { me, can } = useSession();
  const roleName = useRoleName();
  const { options } = useRoleChoice();
  const { said, shown } = useSeen();
  const [removing, setRemoving] = useState<Member | null>(null);
  const [changing, setChanging] = useState<Member | null>(null);
  const [looking, setLooking] = useState<Member | null>(null);
  const [ending, setEnding] = useState<Member | null>(null);
  // What a person may do follows from their own membership.
  async function refresh(): Promise<void> {
    await Promise.all([members.changed(), client.invalidateQueries({ queryKey: ["me"] })]);
  }
  // Nobody changes who holds more than they do.
  const mayChange = ({ role }: Member) => can("members:edit") && options.some(({ value }) => value === role);
  return (
    <div>
      <ListPage
        of={members}
        about={t("settings.members.body")}
        search={t("settings.members.search")}
        hasFile
        headActs={invite}
        name={({ id, name }) => (
          <span className="flex items-center gap-2">
            <span className="font-medium">{name}</span>
            {id === me.id ? <Badge>{t("settings.members.you")}</Badge> : null}
          </span>
        )}
        columns={[
          { key: "email", header: t("access.email"), value: ({ email }) => email },
          {
            key: "role",
            header: t("settings.members.role"),
            width: "12rem",
            value: roleName,
            filterBy: roleName,
          },
          {
            key: "units",
            header: t("units.sees"),
            value: ({ units }) => said(units),
            cell: ({ units }) => shown(units),
          },
          {
            key: "joined",
            header: t("settings.members.joined"),
            sortable: true,
            as: "day",
            value: ({ joinedAt }) => joinedAt,
          },
        ]}
        acts={
          can("members:edit") || can("audit:read")
            ? (member) => (
                <span className="inline-flex gap-1">
                  {can("audit:read") ? (
                    <IconButton
                      size="sm"
                      label={t("settings.signIns.of", { name: member.name })}
                      icon={<History className="size-3.5" aria-hidden />}
                      onClick={() => setLooking(member)}
                    />
                  ) : null}
                  {mayChange(member) ? (
                    <>
                      <IconButton
                        size="sm"
                        label={t("settings.members.changeOf", { name: member.name })}
                        icon={<Pencil className="size-3.5" aria-hidden />}
                        onClick={() => setChanging(member)}
                      />
                      <IconButton
                        size="sm"
                        label={t("settings.members.endSessionsOf", { name: member.name })}
                        icon={<LogOut className="size-3.5" aria-hidden />}
                        onClick={() => setEnding(member)}
                      />
                      <IconButton
                        size="sm"
                        label={t("settings.members.removeOf", { name: member.name })}
                        icon={<UserMinus className="size-3.5" aria-hidden />}
                        onClick={() => setRemoving(member)}
                      />
                    </>
                  ) : null}
                </span>
              )
            : undefined
        }
      />
      {changing ? <MemberDialog member={changing} onSaved={refresh} onClose={() => setChanging(null)} /> : null}
      {looking ? <MemberSignIns key={looking.id} member={looking} onClose={() => setLooking(null)} /> : null}
      {ending ? <EndSessionsDialog member={ending} onClose={() => setEnding(null)} /> : null}
      {removing ? (
        <RemovalDialog
          of={members}
          id={removing.id}
          name={removing.name}
          isLight
          said={{
            title: t("settings.members.removeTitle", { name: removing.name }),
            body: t("settings.members.removeBody"),
            act: t("settings.members.remove"),
            done: t("settings.members.removed", { name: removing.name }),
          }}
          onGone={refresh}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </div>
  );
}

function Invitations() {
  const { t } = useTranslation();
  const format = useFormat();
  const roleName = useRoleName();
  const { said } = useSeen();
  const found = useQuery(invitations.list());
  const revoke = useMutation({
    mutationFn: ({ id }: Invitation) => invitations.remove(id),
    onSuccess: (_, { email }) => toast.success(t("settings.members.withdrawn", { email })),
    onError: (error) => toast.error(t("settings.members.withdrawFailed"), { description: reasonOf(error) }),
  });
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card flush title={t("settings.members.open")}>
      <Table<Invitation>
        caption={t("settings.members.open")}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "email",
            header: t("access.email"),
            title: true,
            cell: ({ email }) => <span className="break-all">{email}</span>,
          },
          { key: "role", header: t("settings.members.role"), cell: roleName },
          {
            key: "units",
            header: t("units.sees"),
            cell: ({ units }) => said(units),
          },
          {
            key: "until",
            header: t("settings.members.validUntil"),
            align: "end",
            cell: ({ expiresAt }) => format.moment(expiresAt),
          },
          {
            key: "act",
            header: t("data.actions"),
            align: "end",
            cell: (invitation) => (
              <IconButton
                size="sm"
                label={t("settings.members.withdraw", { email: invitation.email })}
                icon={<X className="size-3.5" aria-hidden />}
                onClick={() => revoke.mutate(invitation)}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

/** What the roles may do, so that one need not try. */
function RoleTable() {
  const { t } = useTranslation();
  return (
    <Card title={t("settings.members.roles")}>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
        {roles.map((role) => (
          <div key={role} className="contents">
            <dt className="font-medium max-sm:-mb-1.5">{t(`role.${role}`)}</dt>
            <dd className="text-muted">{t(`settings.members.roleHint.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
