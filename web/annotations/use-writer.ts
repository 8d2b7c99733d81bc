import type { Annotation } from "../../contracts/understand/annotations.ts";
import { useTranslation } from "../i18n/words.ts";

/** Says who wrote an annotation. */
export function useWriter(): (annotation: Annotation) => string {
  const { t } = useTranslation();
  return ({ writtenBy: { kind, name } }) =>
    kind === "system" && name === "" ? t("annotations.writers.program") : name;
}
