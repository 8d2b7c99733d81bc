import catalogue from "./charts/metrics.de.json";
import charts from "./charts/words.de.json";
import conditions from "./conditions/words.de.json";
import metrics from "./metrics/words.de.json";
import records from "./records/words.de.json";
import shell from "./shell/words.de.json";
import view from "./view/words.de.json";

/** Of each noun, what other pages say of it. */
const names = import.meta.glob<Record<string, string>>("./*/names.de.json", { eager: true, import: "default" });

/** What the server refuses. It says so in English itself; any page may be told what any noun refuses. */
const problems = import.meta.glob<Record<string, string>>(
  ["./*/problems.de.json", "!./access/problems.de.json", "!./ui/problems.de.json"],
  { eager: true, import: "default" },
);

export default Object.assign(
  { ...charts, ...conditions, ...metrics, ...records, ...shell, ...view, ...catalogue },
  ...Object.values(names),
  ...Object.values(problems),
) as Record<string, string>;
