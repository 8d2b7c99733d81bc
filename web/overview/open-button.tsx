import { Maximize2 } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { IconButton } from "../ui/button.tsx";

/** Opens what is behind a chart; absent while tiles are being arranged. */
export function OpenButton({ title, onOpen }: { title: string; onOpen: (() => void) | undefined }) {
  const { t } = useTranslation();
  if (!onOpen) return null;
  return (
    <IconButton
      size="sm"
      label={t("overview.open", { name: title })}
      icon={<Maximize2 className="size-3.5" aria-hidden />}
      onClick={onOpen}
    />
  );
}
