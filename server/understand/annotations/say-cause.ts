import type { AnnotationCause } from "../../../contracts/understand/annotations.ts";

/** What the program noticed, in English, for those who read it without a page. */
export function sayCause(cause: AnnotationCause): string {
  switch (cause.reason) {
    case "import":
      return `Imported ${cause.file}`;
    case "import_taken_back":
      return `Took back the import of ${cause.file}`;
    case "outage":
      return "Throughline was not running";
    case "source_silent":
      return `Nothing came from ${cause.source}`;
    case "metric_version":
      return `New definition of ${cause.title}: version ${cause.version}`;
  }
}
