import { ChartColumn, ChartLine, Hash } from "lucide-react";
import { useState } from "react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../contracts/understand/overview.ts";
import { conditionOf, draftOf, type GroupDraft } from "../conditions/rule-draft.ts";
import { useTranslation } from "../i18n/words.ts";
import { meaningOf } from "../metrics/ask.ts";
import { FieldPicker } from "../metrics/field-picker.tsx";
import { useGroupNames } from "../metrics/group-names.ts";
import { joined } from "../metrics/narrowing.ts";
import { newTileId } from "../saved-queries/saved-queries.ts";
import { Combobox } from "../ui/combobox.tsx";
import { Field, Input } from "../ui/field.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Select } from "../ui/select.tsx";
import { TileFilter } from "./tile-filter.tsx";
import { useTileTitle } from "./tile-title.ts";
import { WidthChoice } from "./width-choice.tsx";

interface MetricTileFormProps {
  /** What the button that sends it points to. */
  id: string;
  /** Null for a new one. */
  tile: MetricTile | null;
  definitions: readonly Definition[];
  onDone: (tile: MetricTile) => void;
}

const views = [
  { value: "number", icon: <Hash className="size-3.5" aria-hidden /> },
  { value: "trend", icon: <ChartLine className="size-3.5" aria-hidden /> },
  { value: "breakdown", icon: <ChartColumn className="size-3.5" aria-hidden /> },
] as const;

/** Whether a parameter changes the variant: a scale only what is a mean on it, a window only what looks for repeats. */
function matters({ metric }: Definition, variant: Definition["variants"][number] | undefined, param: string): boolean {
  if (param === "scale") return variant?.unit === "score";
  return metric !== "fcr" || variant?.name === "repeat_contact";
}

/** Which number a tile shows, and how. */
export function MetricTileForm({ id, tile, definitions, onDone }: MetricTileFormProps) {
  const { t } = useTranslation();
  const asked = tile?.query.metrics[0];
  const [metric, setMetric] = useState<string | null>(asked?.metric ?? null);
  const [variant, setVariant] = useState<string | undefined>(asked?.variant);
  const [params, setParams] = useState<Record<string, number | string>>(asked?.params ?? {});
  const [view, setView] = useState<MetricTile["view"]>(tile?.view ?? "number");
  const [width, setWidth] = useState<MetricTile["width"]>(tile?.width ?? 1);
  const [by, setBy] = useState<string | null>(tile?.query.breakdowns[0] ?? "channel");
  const titleOf = useTileTitle();
  const given = tile?.title ? titleOf(tile) : "";
  const [title, setTitle] = useState(given);
  const [touchpointId, setTouchpointId] = useState(tile?.query.touchpointId ?? null);
  // A tile shows one metric, so that what narrowed it alone narrows the tile.
  const [rule, setRule] = useState<GroupDraft | null>(() => {
    const filter = joined(tile?.query.filter, asked?.where);
    return filter ? draftOf(filter) : null;
  });
  const [errors, setErrors] = useState<{ metric?: string; by?: string; filter?: string }>({});
  const meaning = meaningOf(definitions, metric ? { metric, variant } : undefined);
  const definition = meaning?.definition;
  const names = useGroupNames(by ? [by] : []);
  const usual = usualTitle();

  function usualTitle(): string {
    const name = meaning?.variant?.title ?? definition?.name ?? "";
    if (view === "breakdown" && by) return t("overview.groupsOf", { name, field: names.fieldInline(by) });
    return view === "trend" ? t("overview.overTimeOf", { name }) : name;
  }

  function submit() {
    const filter = rule ? conditionOf(rule) : undefined;
    const missing = {
      ...(metric ? {} : { metric: t("overview.metricMissing") }),
      ...(view === "breakdown" && !by ? { by: t("overview.byMissing") } : {}),
      ...(filter === null ? { filter: t("overview.filterUnfinished") } : {}),
    };
    setErrors(missing);
    if (!metric || Object.keys(missing).length > 0) return;
    onDone({
      id: tile?.id ?? newTileId(),
      // As it came, so that a first tile goes on being called in every reader's language.
      title: tile && given && title === given ? tile.title : title.trim() || usual,
      view,
      width,
      query: {
        ...tile?.query,
        metrics: [
          {
            metric,
            ...(variant ? { variant } : {}),
            ...(Object.keys(params).length > 0 ? { params } : {}),
          },
        ],
        breakdowns: view === "breakdown" && by ? [by] : [],
        filter: filter ?? undefined,
        touchpointId: touchpointId ?? undefined,
        interval: view === "breakdown" ? undefined : (tile?.query.interval ?? "week"),
      },
    });
  }

  return (
    <form
      id={id}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t("overview.metric")} error={errors.metric}>
        <Combobox
          value={metric}
          placeholder={t("overview.metricPick")}
          options={definitions.map((each) => ({ value: each.metric, label: each.name, hint: each.description }))}
          onChange={(next) => {
            setErrors({});
            setMetric(next);
            setVariant(undefined);
            setParams({});
            // A title somebody chose is kept; one that only repeated the old metric is not.
            if (title === usual) setTitle("");
          }}
        />
      </Field>
      {definition ? (
        <dl className="rounded-md bg-sunken p-3 text-xs">
          <dt className="sr-only">{t("overview.means")}</dt>
          <dd className="text-muted">{definition.description}</dd>
          <dt className="sr-only">{t("chart.formula")}</dt>
          <dd className="mt-1 font-mono text-faint">{definition.formula}</dd>
        </dl>
      ) : null}
      {definition && definition.variants.length > 1 ? (
        <Field label={t("overview.variant")} help={meaning?.variant?.description}>
          <Select
            value={meaning?.variant?.name ?? null}
            options={definition.variants.map((each) => ({ value: each.name, label: each.title }))}
            onChange={setVariant}
          />
        </Field>
      ) : null}
      {definition?.params
        .filter(({ name }) => matters(definition, meaning?.variant, name))
        .map((param) => (
          <Field key={param.name} label={param.description}>
            <Input
              type={typeof param.default === "number" ? "number" : "text"}
              min={1}
              value={params[param.name] ?? param.default}
              onChange={({ target }) =>
                setParams({
                  ...params,
                  [param.name]: typeof param.default === "number" ? Number(target.value) : target.value,
                })
              }
            />
          </Field>
        ))}
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        <div className="flex flex-col gap-1.5">
          <span aria-hidden className="font-medium text-sm">
            {t("overview.view")}
          </span>
          <Segmented
            label={t("overview.view")}
            value={view}
            options={views.map(({ value, icon }) => ({ value, icon, label: t(`overview.views.${value}`) }))}
            onChange={(next) => {
              setView(next);
              if (next !== "number" && width === 1) setWidth(2);
            }}
          />
        </div>
        <WidthChoice value={width} onChange={setWidth} />
      </div>
      {view === "breakdown" ? (
        <Field label={t("overview.by")} error={errors.by}>
          <FieldPicker withSegments value={by} onChange={setBy} />
        </Field>
      ) : null}
      <TileFilter
        touchpointId={touchpointId}
        onTouchpoint={setTouchpointId}
        rule={rule}
        onRule={(next) => {
          setErrors({});
          setRule(next);
        }}
        error={errors.filter}
      />
      <Field label={t("overview.tileTitle")} optional>
        <Input value={title} maxLength={120} placeholder={usual} onChange={({ target }) => setTitle(target.value)} />
      </Field>
    </form>
  );
}
