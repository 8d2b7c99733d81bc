import type { Annotation } from "../../contracts/understand/annotations.ts";
import type { translation } from "../i18n/words.ts";

type Translation = Pick<ReturnType<typeof translation>, "t" | "wordOr">;

/** What people called it, or what the program noticed, in the reader's language. */
export function titleOf({ name, cause }: Annotation, { t, wordOr }: Translation): string {
  if (cause === null) return name;
  switch (cause.reason) {
    case "import":
      return t("annotations.cause.import", { file: cause.file });
    case "import_taken_back":
      return t("annotations.cause.import_taken_back", { file: cause.file });
    case "outage":
      return t("annotations.cause.outage");
    case "source_silent":
      return t("annotations.cause.source_silent", { source: cause.source });
    case "metric_version": {
      const metric = wordOr(`metric.${cause.metric}.name`, cause.title);
      return t("annotations.cause.metric_version", { metric, version: cause.version });
    }
    default:
      // A newer server knows more reasons than this page; it says them in English.
      return name;
  }
}

/** A page of annotations with their titles for names. */
export function inWords<P extends { items: readonly Annotation[] }>(page: P, words: Translation): P {
  return { ...page, items: page.items.map((each) => ({ ...each, name: titleOf(each, words) })) };
}
