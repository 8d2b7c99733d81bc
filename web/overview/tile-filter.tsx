import { useQuery } from "@tanstack/react-query";
import { Filter, FilterX } from "lucide-react";
import { useEffect, useRef } from "react";
import { RuleBuilder } from "../conditions/rule-builder.tsx";
import { type GroupDraft, newComparison, newGroup } from "../conditions/rule-draft.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { Button } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Field } from "../ui/field.tsx";

interface TileFilterProps {
  touchpointId: string | null;
  onTouchpoint: (id: string | null) => void;
  /** Null while nothing is filtered. */
  rule: GroupDraft | null;
  onRule: (rule: GroupDraft | null) => void;
  /** Said under the conditions. */
  error: string | undefined;
}

/** Which events and answers a tile counts: those of one touchpoint, those that meet conditions, or all. */
export function TileFilter({ touchpointId, onTouchpoint, rule, onRule, error }: TileFilterProps) {
  const { t } = useTranslation();
  const touchpoints = useQuery(recordQueries("touchpoints").list());
  const box = useRef<HTMLElement>(null);
  const isFiltered = rule !== null;
  const wasFiltered = useRef(isFiltered);
  // The button that was pressed is gone: the focus goes to what came in its place, which may stand below the edge.
  useEffect(() => {
    if (wasFiltered.current === isFiltered) return;
    wasFiltered.current = isFiltered;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, [isFiltered]);
  const known = (touchpoints.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const gone =
    touchpointId && touchpoints.data && !known.some(({ value }) => value === touchpointId)
      ? [{ value: touchpointId, label: t("overview.goneTouchpoint") }]
      : [];
  return (
    <>
      <Field label={t("overview.field.touchpoint_rule")}>
        <Combobox
          value={touchpointId ?? ""}
          loading={touchpoints.isPending}
          options={[{ value: "", label: t("overview.everyTouchpoint") }, ...known, ...gone]}
          onChange={(id) => onTouchpoint(id || null)}
        />
      </Field>
      <section ref={box} aria-label={t("overview.filter")} tabIndex={-1} className="outline-none">
        {rule ? (
          <>
            <div className="mb-1.5 flex items-center justify-between gap-2">
              <span aria-hidden className="font-medium text-sm">
                {t("overview.filter")}
              </span>
              <Button
                size="sm"
                variant="ghost"
                icon={<FilterX className="size-3.5" aria-hidden />}
                onClick={() => onRule(null)}
              >
                {t("overview.filterRemove")}
              </Button>
            </div>
            <RuleBuilder rule={rule} onChange={onRule} about="narrowed" />
            {error ? (
              <p role="alert" className="mt-2 text-negative text-sm">
                {error}
              </p>
            ) : null}
          </>
        ) : (
          <Button
            size="sm"
            icon={<Filter className="size-3.5" aria-hidden />}
            onClick={() => onRule(newGroup("all", [newComparison("channel")]))}
          >
            {t("overview.filterAdd")}
          </Button>
        )}
      </section>
    </>
  );
}
