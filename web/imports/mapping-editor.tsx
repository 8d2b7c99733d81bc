import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FlaskConical, Upload } from "lucide-react";
import { useEffect, useState } from "react";
import type { Layout } from "../../contracts/collect/file-layout.ts";
import type { ImportItem, Recognised, RecognisedColumn } from "../../contracts/collect/imports.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { TimeZonePicker } from "../ui/time-zone-picker.tsx";
import { ColumnRow } from "./column-row.tsx";
import { imports } from "./import-kind.ts";
import { faultsId, ImportPreview } from "./import-preview.tsx";
import { LayoutForm } from "./layout-form.tsx";
import { assign, draftOf, likelyTimeFormat, type MappingDraft, mappingOf } from "./mapping-draft.ts";
import { RecipeNote } from "./recipe-note.tsx";

/** What each column means, what the first rows become, and the start. */
export function MappingEditor({ item }: { item: ImportItem }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { workspace } = useSession();
  const [recognised, setRecognised] = useState<Recognised>(item.recognised);
  const [draft, setDraft] = useState<MappingDraft>(() =>
    draftOf(item.recognised, item.mapping ?? item.recognised.suggestion, workspace.timezone),
  );
  const [starting, setStarting] = useState<"dry" | "real" | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const result = mappingOf(draft);
  const mapping = "mapping" in result ? result.mapping : null;
  const gaps = "gaps" in result ? result.gaps : [];
  const settled = useSettled(mapping ? JSON.stringify(mapping) : null);
  const preview = useQuery({
    queryKey: ["imports", "preview", item.id, settled],
    queryFn: ({ signal }) =>
      request("POST /api/v1/imports/:id/preview", {
        params: { id: item.id },
        body: settled ? { mapping: JSON.parse(settled) } : {},
        signal,
      }),
    enabled: settled !== null,
    placeholderData: (before) => before,
  });

  async function relayout(layout: Layout) {
    setProblem(null);
    try {
      const again = await request("POST /api/v1/imports/:id/preview", { params: { id: item.id }, body: { layout } });
      setRecognised(again.recognised);
      const { source } = draft;
      setDraft({ ...draftOf(again.recognised, again.recognised.suggestion, workspace.timezone), layout, source });
    } catch (error) {
      setProblem(error);
    }
  }

  async function start(kind: "dry" | "real") {
    if (!mapping) {
      document.getElementById(faultsId)?.focus();
      return;
    }
    setStarting(kind);
    setProblem(null);
    try {
      const started = await request("POST /api/v1/imports/:id/start", {
        params: { id: item.id },
        body: { mapping, dryRun: kind === "dry" },
      });
      client.setQueryData(imports.one(item.id).queryKey, started);
      window.scrollTo({ top: 0 });
    } catch (error) {
      setProblem(error);
    } finally {
      setStarting(null);
    }
  }

  const needsZone = (column: RecognisedColumn) =>
    column.timeFormats.length === 0 || (!column.hasOffset && !draft.timeFormat.startsWith("epoch"));
  const timeColumn = recognised.columns.find(({ name }) => draft.columns[name]?.part === "time");
  const needsEvent = !Object.values(draft.columns).some(({ part }) => part === "event");
  const needsChannel = !Object.values(draft.columns).some(({ part }) => part === "channel");
  const scored = recognised.columns
    .filter(({ name }) => draft.columns[name]?.part === "feedback")
    .map(({ name }) => name);
  return (
    <>
      <Card
        flush
        title={t("data.imports.meaning")}
        description={t("data.imports.meaningBody", { rows: recognised.rowsSeen })}
        actions={<LayoutForm recognised={recognised} layout={draft.layout} onChange={relayout} />}
      >
        <RecipeNote recognised={recognised} layout={draft.layout} onChange={relayout} />
        <ul className="border-line border-t">
          {recognised.columns.map((column) => {
            const plan = draft.columns[column.name];
            return plan ? (
              <ColumnRow
                key={column.name}
                column={column}
                plan={plan}
                scored={scored}
                timeFormat={draft.timeFormat}
                onTimeFormat={(timeFormat) => setDraft({ ...draft, timeFormat })}
                onChange={(change) => {
                  const next = assign(draft, column.name, change);
                  const format = change.part === "time" ? likelyTimeFormat(column) : undefined;
                  setDraft(format ? { ...next, timeFormat: format } : next);
                }}
              />
            ) : null;
          })}
        </ul>
        <div className="grid gap-4 border-line border-t p-4 sm:grid-cols-2 lg:grid-cols-3">
          <Field label={t("data.imports.source")} help={t("data.imports.sourceHelp")}>
            <Input
              value={draft.source}
              maxLength={100}
              placeholder={item.recognised.suggestion.source ?? item.name}
              onChange={({ target }) => setDraft({ ...draft, source: target.value })}
            />
          </Field>
          {needsEvent ? (
            <Field
              label={t("data.imports.eventName")}
              help={t("data.imports.eventNameHelp")}
              error={gaps.includes("event") ? t("data.imports.gap.event") : undefined}
            >
              <Input
                value={draft.event}
                placeholder={t("data.imports.eventExample")}
                onChange={({ target }) => setDraft({ ...draft, event: target.value })}
              />
            </Field>
          ) : null}
          {needsChannel ? (
            <Field label={t("data.imports.channelName")} help={t("data.imports.channelHelp")} optional>
              <Input
                value={draft.channel}
                placeholder={t("data.imports.channelExample")}
                onChange={({ target }) => setDraft({ ...draft, channel: target.value })}
              />
            </Field>
          ) : null}
          {timeColumn && needsZone(timeColumn) ? (
            <Field label={t("data.imports.zone")} help={t("data.imports.zoneHelp", { column: timeColumn.name })}>
              <TimeZonePicker value={draft.timezone} onChange={(timezone) => setDraft({ ...draft, timezone })} />
            </Field>
          ) : null}
        </div>
      </Card>
      <FormProblem error={problem} />
      <ImportPreview
        rows={preview.data?.rows ?? []}
        problems={preview.data?.problems ?? []}
        error={preview.error}
        gaps={gaps}
        refreshing={preview.isPending || preview.isPlaceholderData}
      />
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-line border-t bg-canvas px-4 py-3 sm:-mx-8 sm:px-8">
        <p className="me-auto text-muted text-sm">
          {gaps.length > 0 ? t("data.imports.notReady") : t("data.imports.ready")}
        </p>
        <Button
          icon={<FlaskConical className="size-3.5" aria-hidden />}
          busy={starting === "dry"}
          onClick={() => void start("dry")}
        >
          {t("data.imports.dryRun")}
        </Button>
        <Button
          variant="primary"
          icon={<Upload className="size-3.5" aria-hidden />}
          busy={starting === "real"}
          onClick={() => void start("real")}
        >
          {t(item.startedAt && !item.dryRun ? "data.imports.startAgain" : "data.imports.start")}
        </Button>
      </div>
    </>
  );
}

const settleMilliseconds = 350;

/** The value once it has stood still, so that not every key press asks the server. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
