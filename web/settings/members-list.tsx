import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, UserMinus, UserPlus, X } from "lucide-react";
import { useState } from "react";
import type { Invitation, Member } from "../../contracts/access/access.ts";
import { ApiError } from "../../contracts/client.ts";
import { type Role, roles } from "../../contracts/words/permissions.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { InviteDialog } from "./invite-dialog.tsx";

const membersKey = ["members"];
const invitationsKey = ["invitations"];

const wordsOf = (error: unknown, fallback: string) => (error instanceof ApiError ? error.problem.detail : fallback);

/** Who may come in, as what; and who was asked to. */
export function MembersTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [inviting, setInviting] = useState(false);
  const members = useQuery({
    queryKey: membersKey,
    queryFn: ({ signal }) => request("GET /api/v1/members", { signal }),
  });
  return (
    <div className="flex flex-col gap-4">
      {members.isError ? (
        <ErrorState error={members.error} title={t("settings.members.failed")} onRetry={() => void members.refetch()} />
      ) : (
        <Card
          flush
          title={t("settings.members.title")}
          description={t("settings.members.body")}
          actions={
            can("members:edit") ? (
              <Button
                variant="primary"
                icon={<UserPlus className="size-3.5" aria-hidden />}
                onClick={() => setInviting(true)}
              >
                {t("settings.members.invite")}
              </Button>
            ) : null
          }
        >
          {members.data ? <MemberTable members={members.data.items} /> : <SkeletonRows rows={3} />}
        </Card>
      )}
      {can("members:edit") ? <Invitations /> : null}
      <RoleTable />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </div>
  );
}

function MemberTable({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { me, role: mine, can } = useSession();
  const [removing, setRemoving] = useState<Member | null>(null);
  /** What the server refused, at the member it is about. */
  const [refused, setRefused] = useState<{ id: string; detail: string } | null>(null);
  const refresh = () =>
    Promise.all([client.invalidateQueries({ queryKey: membersKey }), client.invalidateQueries({ queryKey: ["me"] })]);
  const failed = (id: string) => (error: unknown) => {
    setRemoving(null);
    setRefused({ id, detail: wordsOf(error, t("error.unreachable")) });
  };
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      request("PATCH /api/v1/members/:id", { params: { id }, body: { role } }),
    onMutate: () => setRefused(null),
    onError: (error, { id }) => failed(id)(error),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: ({ id }: Member) => request("DELETE /api/v1/members/:id", { params: { id } }),
    onMutate: () => setRefused(null),
    onSuccess: (_, { name }) => {
      setRemoving(null);
      toast.success(t("settings.members.removed", { name }));
    },
    onError: (error, { id }) => failed(id)(error),
    onSettled: refresh,
  });
  // Nobody grants more than they hold, so what is above is not offered.
  const grantable = roles.slice(roles.indexOf(mine));
  return (
    <>
      <Table<Member>
        caption={t("settings.members.title")}
        rows={members}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("settings.members.name"),
            title: true,
            cell: ({ id, name }) => (
              <span className="flex items-center gap-2">
                <span className="font-medium">{name}</span>
                {id === me.id ? <Badge>{t("settings.members.you")}</Badge> : null}
              </span>
            ),
          },
          {
            key: "email",
            header: t("access.email"),
            cell: ({ email }) => <span className="break-all text-muted">{email}</span>,
          },
          {
            key: "role",
            header: t("settings.members.role"),
            width: "16rem",
            cell: (member) => (
              <div className="flex flex-col gap-1 max-sm:items-end">
                {can("members:edit") && grantable.includes(member.role) ? (
                  <Select<Role>
                    className="max-w-36"
                    label={t("settings.members.roleOf", { name: member.name })}
                    value={member.role}
                    onChange={(role) => change.mutate({ id: member.id, role })}
                    options={grantable.map((role) => ({
                      value: role,
                      label: t(`role.${role}`),
                      hint: t(`settings.members.roleHint.${role}`),
                    }))}
                  />
                ) : (
                  t(`role.${member.role}`)
                )}
                {refused?.id === member.id ? (
                  <p role="alert" className="flex items-start gap-1 text-negative text-xs">
                    <CircleAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
                    {refused.detail}
                  </p>
                ) : null}
              </div>
            ),
          },
          {
            key: "joined",
            header: t("settings.members.joined"),
            align: "end",
            cell: ({ joinedAt }) => <span className="text-muted">{format.day(joinedAt)}</span>,
          },
          ...(can("members:edit")
            ? [
                {
                  key: "act",
                  header: t("data.actions"),
                  align: "end" as const,
                  cell: (member: Member) =>
                    grantable.includes(member.role) ? (
                      <IconButton
                        size="sm"
                        label={t("settings.members.removeOf", { name: member.name })}
                        icon={<UserMinus className="size-3.5" aria-hidden />}
                        onClick={() => setRemoving(member)}
                      />
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {removing ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setRemoving(null)}
          title={t("settings.members.removeTitle", { name: removing.name })}
          body={t("settings.members.removeBody")}
          confirmLabel={t("settings.members.remove")}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(removing)}
        />
      ) : null}
    </>
  );
}

function Invitations() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const invitations = useQuery({
    queryKey: invitationsKey,
    queryFn: ({ signal }) => request("GET /api/v1/invitations", { signal }),
  });
  const revoke = useMutation({
    mutationFn: ({ id }: Invitation) => request("DELETE /api/v1/invitations/:id", { params: { id } }),
    onSuccess: (_, { email }) => toast.success(t("settings.members.withdrawn", { email })),
    onError: (error) =>
      toast.error(t("settings.members.withdrawFailed"), { description: wordsOf(error, t("error.unreachable")) }),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsKey }),
  });
  const items = invitations.data?.items ?? [];
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
          { key: "role", header: t("settings.members.role"), cell: ({ role }) => t(`role.${role}`) },
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
