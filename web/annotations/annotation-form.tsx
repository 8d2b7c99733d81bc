import { useQuery } from "@tanstack/react-query";
import type { Annotation } from "../../contracts/understand/annotations.ts";
import { type AnnotationKind, annotationKinds, EVERYWHERE } from "../../contracts/words/annotations.ts";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, type FormProps, NameField, RecordForm } from "../records/form.tsx";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Combobox } from "../ui/combobox.tsx";
import { Field, Input } from "../ui/field.tsx";
import { useFormat } from "../ui/format.ts";
import { Select } from "../ui/select.tsx";
import { instantAt, wallTime } from "../view/wall-time.ts";
import { annotations } from "./annotation-kind.ts";

interface Fields {
  kind: AnnotationKind;
  /** As a clock in the zone of the workspace shows them; empty for what has no end. */
  happened: string;
  ended: string;
  /** Null for everywhere. */
  touchpointId: string | null;
  link: string;
}

interface AnnotationFormProps extends FormProps<Annotation> {
  /** When a new one is taken to have happened. */
  suggested?: Date;
}

const isWeb = (link: string) => /^https?:\/\/[^/\s]/i.test(link) && URL.canParse(link);

/** Writes down what happened, when and where. */
export function AnnotationForm({ suggested = new Date(), ...props }: AnnotationFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timezone } = useSession().workspace;
  const touchpoints = useQuery(recordQueries("touchpoints").list());
  const places = [
    { value: EVERYWHERE, label: t("annotations.everywhere") },
    ...(touchpoints.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const wall = (instant: string | Date) => wallTime(new Date(instant), timezone);

  function read({ kind, happened, ended, touchpointId, link }: Fields) {
    const [start, end] = [instantAt(happened, timezone), instantAt(ended, timezone)];
    const address = link.trim();
    if (!start || (end && end < start) || (address !== "" && !isWeb(address))) return null;
    return {
      ...{ kind, touchpointId, link: address || null },
      happenedAt: start.toISOString(),
      endedAt: end?.toISOString() ?? null,
    };
  }

  return (
    <RecordForm
      {...props}
      of={annotations}
      start={(annotation): Fields => ({
        kind: annotation?.kind ?? "change",
        happened: wall(annotation?.happenedAt ?? suggested),
        ended: annotation?.endedAt ? wall(annotation.endedAt) : "",
        touchpointId: annotation?.touchpointId ?? null,
        link: annotation?.link ?? "",
      })}
      read={read}
      told={({ kind, happenedAt, endedAt, touchpointId, link }) => [
        [t("annotations.kind"), t(`annotations.kinds.${kind}`)],
        [t("annotations.happened"), format.moment(happenedAt, timezone)],
        [t("annotations.ended"), endedAt ? format.moment(endedAt, timezone) : ""],
        [t("annotations.place"), places.find(({ value }) => value === (touchpointId ?? EVERYWHERE))?.label ?? ""],
        [t("annotations.link"), link ?? ""],
      ]}
    >
      {(form) => {
        const { kind, happened, ended, touchpointId, link } = form.fields;
        const isReversed = ended !== "" && happened !== "" && ended < happened;
        return (
          <>
            <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
              <NameField form={form} maxLength={200} label={t("annotations.name")} help={t("annotations.nameHelp")} />
              <Field label={t("annotations.kind")}>
                <Select
                  value={kind}
                  onChange={(next) => form.onChange({ kind: next })}
                  options={annotationKinds.map((value) => ({ value, label: t(`annotations.kinds.${value}`) }))}
                />
              </Field>
            </div>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field
                label={t("annotations.happened")}
                help={t("annotations.zone", { zone: timezone })}
                error={form.wasSent && happened === "" ? t("annotations.happenedMissing") : form.faultOf("happenedAt")}
              >
                <Input
                  type="datetime-local"
                  value={happened}
                  onChange={({ target }) => form.onChange({ happened: target.value })}
                />
              </Field>
              <Field
                label={t("annotations.ended")}
                help={t("annotations.endedHelp")}
                error={form.wasSent && isReversed ? t("annotations.endedBefore") : form.faultOf("endedAt")}
                optional
              >
                <Input
                  type="datetime-local"
                  value={ended}
                  onChange={({ target }) => form.onChange({ ended: target.value })}
                />
              </Field>
            </div>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field
                label={t("annotations.place")}
                help={t("annotations.placeHelp")}
                error={form.faultOf("touchpointId")}
              >
                <Combobox
                  value={touchpointId ?? EVERYWHERE}
                  options={places}
                  onChange={(next) => form.onChange({ touchpointId: next === EVERYWHERE ? null : next })}
                />
              </Field>
              <Field
                label={t("annotations.link")}
                help={t("annotations.linkHelp")}
                error={
                  form.wasSent && link.trim() !== "" && !isWeb(link.trim())
                    ? t("annotations.linkWrong")
                    : form.faultOf("link")
                }
                optional
              >
                <Input
                  type="url"
                  maxLength={2000}
                  value={link}
                  onChange={({ target }) => form.onChange({ link: target.value })}
                />
              </Field>
            </div>
            <DescriptionField form={form} rows={3} label={t("annotations.description")} />
          </>
        );
      }}
    </RecordForm>
  );
}
