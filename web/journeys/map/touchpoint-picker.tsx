import { ChevronDown, Link2, Pencil, Plus, Unlink } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { TouchpointDialog } from "../../touchpoints/touchpoints.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { Field } from "../../ui/field.tsx";
import { Popover } from "../../ui/popover.tsx";
import type { Step } from "../document/document.ts";
import { useMap } from "./map-model.ts";

interface TouchpointPickerProps {
  step: Step;
  onChange: (touchpointId: string | null) => void;
}

/** Which touchpoint a step is: one that exists, or a new one described on the spot. */
export function TouchpointPicker({ step, onChange }: TouchpointPickerProps) {
  const { t } = useTranslation();
  const { touchpoints } = useMap();
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<"new" | "edit" | null>(null);
  const bound = step.touchpointId ? touchpoints.get(step.touchpointId) : undefined;
  return (
    <>
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        title={t("journey.bindTitle", { step: step.name })}
        trigger={
          <button
            type="button"
            aria-label={t("journey.bindTitle", { step: step.name })}
            className={cx(
              "flex min-h-6 min-w-0 max-w-full items-center gap-1 rounded-md border px-1.5 py-0.5 text-start text-xs leading-4 transition-colors hover:bg-hover data-popup-open:bg-hover",
              bound ? "border-line text-muted" : "border-edge border-dashed text-faint",
            )}
          >
            {bound ? (
              <Link2 className="size-3 shrink-0" aria-hidden />
            ) : (
              <Unlink className="size-3 shrink-0" aria-hidden />
            )}
            <span className="line-clamp-2 min-w-0 break-words">{bound?.name ?? t("journey.bind")}</span>
            <ChevronDown className="size-3 shrink-0" aria-hidden />
          </button>
        }
      >
        <p className="mb-3 text-muted text-xs">{t("journey.bindHelp")}</p>
        <Field label={t("touchpoints.one")}>
          <Combobox
            value={step.touchpointId}
            placeholder={t("journey.bindPlaceholder")}
            options={[...touchpoints.values()].map(({ id, name, description }) => ({
              value: id,
              label: name,
              hint: description,
            }))}
            onChange={(id) => {
              onChange(id);
              if (id) setOpen(false);
            }}
          />
        </Field>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            size="sm"
            icon={<Plus className="size-3.5" aria-hidden />}
            onClick={() => {
              setOpen(false);
              setDialog("new");
            }}
          >
            {t("touchpoints.new")}
          </Button>
          {bound ? (
            <>
              <Button
                size="sm"
                icon={<Pencil className="size-3.5" aria-hidden />}
                onClick={() => {
                  setOpen(false);
                  setDialog("edit");
                }}
              >
                {t("touchpoints.edit")}
              </Button>
              <Button
                size="sm"
                variant="ghost"
                icon={<Unlink className="size-3.5" aria-hidden />}
                onClick={() => {
                  setOpen(false);
                  onChange(null);
                }}
              >
                {t("journey.unbind")}
              </Button>
            </>
          ) : null}
        </div>
      </Popover>
      {dialog ? (
        <TouchpointDialog
          record={dialog === "edit" ? bound : undefined}
          suggestedName={step.name}
          onCancel={() => setDialog(null)}
          onSaved={(saved) => {
            setDialog(null);
            onChange(saved.id);
          }}
        />
      ) : null}
    </>
  );
}
