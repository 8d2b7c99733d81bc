import { useQuery } from "@tanstack/react-query";
import { audited } from "../../contracts/words/audited.ts";
import { useTranslation } from "../i18n/words.ts";
import { listQueries } from "../records/queries.ts";
import { Button } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Field, Input } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { type AuditSearch, outcomes } from "./audit-search.ts";

const ALL = "all";

/** What of the log is shown; all of it stands in the address. */
export function AuditFilters({ search, onChange }: { search: AuditSearch; onChange: (next: AuditSearch) => void }) {
  const { t } = useTranslation();
  const members = useQuery(listQueries("members").list());
  const set = (change: AuditSearch) => onChange({ ...search, ...change });
  const chosen = <V extends string>(value: V | typeof ALL): V | undefined => (value === ALL ? undefined : value);
  const { kind, id } = search;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label={t("audit.what")} className="w-full sm:w-64">
        <Combobox
          value={search.what ?? ALL}
          onChange={(value) => set({ what: audited.find((name) => name === value) })}
          options={[
            { value: ALL, label: t("audit.anything") },
            ...audited.map((value) => ({ value, label: t(`audit.done.${value}`) })),
          ]}
        />
      </Field>
      <Field label={t("audit.who")} className="w-full sm:w-48">
        <Select
          value={search.actor ?? ALL}
          onChange={(value) => set({ actor: chosen(value) })}
          options={[
            { value: ALL, label: t("audit.anyone") },
            ...(members.data?.items ?? []).map((member) => ({ value: member.id, label: member.name })),
            { value: "system", label: t("audit.program") },
          ]}
        />
      </Field>
      <Field label={t("audit.outcome")} className="w-full sm:w-44">
        <Select
          value={search.outcome ?? ALL}
          onChange={(value) => set({ outcome: chosen(value) })}
          options={[
            { value: ALL, label: t("audit.anyOutcome") },
            ...outcomes.map((value) => ({ value, label: t(`audit.outcome.${value}`) })),
          ]}
        />
      </Field>
      {(["from", "until"] as const).map((end) => (
        <Field key={end} label={t(`audit.${end}`)} className="min-w-36 flex-1 sm:flex-none">
          <Input
            type="date"
            value={search[end] ?? ""}
            onChange={(event) => set({ [end]: event.target.value || undefined })}
          />
        </Field>
      ))}
      {kind || id ? (
        <p className="text-muted text-sm">
          {t("audit.only", { name: [kind && t(`records.kind.${kind}`), id].filter(Boolean).join(" ") })}
        </p>
      ) : null}
      {Object.values(search).some((value) => value !== undefined) ? (
        <Button variant="ghost" onClick={() => onChange({})}>
          {t("audit.clear")}
        </Button>
      ) : null}
    </div>
  );
}
