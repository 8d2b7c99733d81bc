import { Lock } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { EmptyState } from "../ui/empty-state.tsx";

/** Instead of the form of a new thing, for those whose role makes none; `title` says what. */
export function MayNotEdit({ title }: { title: string }) {
  const { t } = useTranslation();
  return <EmptyState icon={<Lock className="size-5" aria-hidden />} title={title} body={t("records.mayNotEdit")} />;
}
