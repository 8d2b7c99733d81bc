import { useQuery } from "@tanstack/react-query";
import { Filter, X } from "lucide-react";
import type { ReactNode } from "react";
import { feedbackTypes } from "../../contracts/words/feedback-types.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Input } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { accountNamesQuery } from "./account-names.ts";
import {
  type DidDraft,
  type LastDraft,
  type MemberDraft,
  newComparison,
  newGroup,
  type PersonDraft,
  type SegmentDraft,
} from "./rule-draft.ts";
import { SuggestInput } from "./suggest-input.tsx";

type Own = Exclude<PersonDraft, SegmentDraft>;

interface PersonPartProps<Part = Own> {
  part: Part;
  events: readonly string[];
  /** Null takes it away. */
  onChange: (next: Own | null) => void;
  /** What is asked of each event, where something is. */
  where: ReactNode;
}

/** What somebody did, answered last or belongs to. */
export function PersonPart({ part, ...acts }: PersonPartProps) {
  if (part.kind === "did") return <Did part={part} {...acts} />;
  return part.kind === "last" ? <Last part={part} {...acts} /> : <Member part={part} {...acts} />;
}

/** A sentence of words and controls, with what takes it away beside it. */
function Row({ children, onRemove }: { children: ReactNode; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-start gap-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 text-sm">{children}</div>
      <IconButton label={t("rule.removeGroup")} icon={<X className="size-3.5" aria-hidden />} onClick={onRemove} />
    </div>
  );
}

function Did({ part, events, onChange, where }: PersonPartProps<DidDraft>) {
  const { t } = useTranslation();
  const change = (next: Partial<DidDraft>) => onChange({ ...part, ...next });
  return (
    <div>
      <Row onRemove={() => onChange(null)}>
        <span className="text-muted">{t("rule.did")}</span>
        <span className="min-w-40 flex-1">
          <SuggestInput
            label={t("rule.event")}
            value={part.event}
            suggestions={events}
            placeholder={t("rule.event")}
            onChange={(event) => change({ event })}
          />
        </span>
        <span className="text-muted">{t("rule.atLeast")}</span>
        <Whole
          label={t("rule.times")}
          value={part.atLeast}
          most={1_000_000}
          onChange={(atLeast) => change({ atLeast })}
        />
        <span className="text-muted">{t("rule.timesWord")}</span>
        <Days value={part.withinDays} onChange={(withinDays) => change({ withinDays })} />
      </Row>
      {where ? (
        <div className="mt-2 rounded-md border border-line bg-sunken p-2.5">
          <p className="mb-2 flex items-center justify-between gap-2 text-muted text-sm">
            {t("rule.where")}
            <IconButton
              size="sm"
              label={t("rule.removeWhere")}
              icon={<X className="size-3.5" aria-hidden />}
              onClick={() => change({ where: null })}
            />
          </p>
          {where}
        </div>
      ) : (
        <Button
          size="sm"
          variant="ghost"
          className="mt-1"
          icon={<Filter className="size-3.5" aria-hidden />}
          onClick={() => change({ where: newGroup("all", [newComparison("channel")]) })}
        >
          {t("rule.addWhere")}
        </Button>
      )}
    </div>
  );
}

const scoreOps = ["lte", "lt", "eq", "gte", "gt"] as const;

function Last({ part, onChange }: PersonPartProps<LastDraft>) {
  const { t } = useTranslation();
  const change = (next: Partial<LastDraft>) => onChange({ ...part, ...next });
  return (
    <Row onRemove={() => onChange(null)}>
      <span className="text-muted">{t("rule.last")}</span>
      <Select
        className="!w-auto"
        label={t("rule.kind")}
        value={part.type}
        options={feedbackTypes.map((type) => ({ value: type, label: t(`conditions.feedbackType.${type}`) }))}
        onChange={(type) => change({ type })}
      />
      <Select
        className="!w-auto"
        label={t("rule.operator")}
        value={part.op}
        options={scoreOps.map((op) => ({ value: op, label: t(`rule.op.${op}`) }))}
        onChange={(op) => change({ op })}
      />
      <Numeric label={t("rule.value")} value={part.value} onChange={(value) => change({ value })} />
      <Days value={part.withinDays} onChange={(withinDays) => change({ withinDays })} />
    </Row>
  );
}

function Member({ part, onChange }: PersonPartProps<MemberDraft>) {
  const { t } = useTranslation();
  const { can } = useSession();
  const known = useQuery({ ...accountNamesQuery, enabled: can("contacts:read") });
  return (
    <Row onRemove={() => onChange(null)}>
      <span className="text-muted">{t("rule.member")}</span>
      <span className="min-w-40 flex-1">
        <SuggestInput
          label={t("rule.groupId")}
          placeholder={t("rule.groupId")}
          suggestions={[...(known.data?.keys() ?? [])]}
          value={part.group}
          onChange={(group) => onChange({ ...part, group })}
        />
      </span>
    </Row>
  );
}

/** The people of a segment, as a filter of events. */
export function SegmentPart({ part, onChange }: { part: SegmentDraft; onChange: (next: SegmentDraft | null) => void }) {
  const { t } = useTranslation();
  const segments = useQuery(recordQueries("segments").list());
  const known = (segments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isGone = part.segment !== "" && segments.data && !known.some(({ value }) => value === part.segment);
  return (
    <Row onRemove={() => onChange(null)}>
      <span className="text-muted">{t("rule.inSegment")}</span>
      <span className="min-w-40 flex-1">
        <Combobox
          label={t("rule.segment")}
          value={part.segment || null}
          placeholder={t("rule.segmentPlaceholder")}
          loading={segments.isPending}
          options={isGone ? [...known, { value: part.segment, label: t("segments.gone") }] : known}
          onChange={(segment) => onChange({ ...part, segment: segment ?? "" })}
        />
      </span>
    </Row>
  );
}

function Days({ value, onChange }: { value: number | null; onChange: (value: number | null) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="text-muted">{t("rule.within")}</span>
      <Whole
        label={t("rule.withinDays")}
        placeholder={t("rule.ever")}
        value={value}
        most={36_500}
        onChange={onChange}
      />
      <span className="text-muted">{t("rule.days")}</span>
    </>
  );
}

interface NumberProps {
  label: string;
  placeholder?: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

function Whole({ most, value, onChange, ...rest }: NumberProps & { most: number }) {
  return (
    <Numeric
      {...rest}
      value={value}
      onChange={(next) => onChange(next === null || next < 1 ? null : Math.min(Math.trunc(next), most))}
    />
  );
}

function Numeric({ label, placeholder, value, onChange }: NumberProps) {
  return (
    <Input
      type="number"
      inputMode="decimal"
      aria-label={label}
      placeholder={placeholder}
      className="!w-20"
      value={value ?? ""}
      onChange={({ target }) => onChange(target.value === "" ? null : target.valueAsNumber)}
    />
  );
}
