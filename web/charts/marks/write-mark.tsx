import { Flag, type LucideIcon } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { IconButton } from "../../ui/button.tsx";
import { useMarkSource } from "./marks.ts";

/** Beside the title of a chart over time: writes down what happened, for who may. */
export function WriteMark({ icon: Icon = Flag }: { icon?: LucideIcon }) {
  const { t } = useTranslation();
  const Writing = useMarkSource().useWriting();
  const [isOpen, setOpen] = useState(false);
  if (!Writing) return null;
  return (
    <>
      <IconButton
        variant="ghost"
        size="sm"
        label={t("chart.addMark")}
        icon={<Icon className="size-3.5" aria-hidden />}
        onPointerEnter={Writing.preload}
        onFocus={Writing.preload}
        onClick={() => setOpen(true)}
      />
      <Suspense>{isOpen ? <Writing onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
