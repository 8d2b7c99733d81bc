import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Member } from "../../contracts/access/access.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Select } from "../ui/select.tsx";
import { ScopeField } from "../units/units.ts";
import { useRoleChoice } from "./use-roles.ts";

interface MemberDialogProps {
  member: Member;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

/** What a member may do, and what they see. */
export function MemberDialog({ member, onSaved, onClose }: MemberDialogProps) {
  const { t } = useTranslation();
  const { options, hintOf } = useRoleChoice();
  const [role, setRole] = useState(member.role);
  const [units, setUnits] = useState(member.units);
  const [wasSent, setSent] = useState(false);
  const saving = useMutation({
    mutationFn: async () => {
      const body = { role: role as "viewer", units };
      await request("PATCH /api/v1/members/:id", { params: { id: member.id }, body });
      await onSaved();
    },
    onSuccess: onClose,
  });

  function save() {
    setSent(true);
    if (units?.length === 0) saving.reset();
    else saving.mutate();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={member.name}
      description={member.email}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" busy={saving.isPending} onClick={save}>
            {t("settings.members.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormProblem error={saving.error} />
        <Field label={t("settings.members.role")} help={hintOf(role)}>
          <Select value={role} onChange={setRole} options={options} />
        </Field>
        <ScopeField value={units} onChange={setUnits} wasSent={wasSent} />
      </div>
    </Dialog>
  );
}
