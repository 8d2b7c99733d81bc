import catalogue from "./charts/metrics.de.json";
import charts from "./charts/words.de.json";
import conditions from "./conditions/words.de.json";
import metrics from "./metrics/words.de.json";
import records from "./records/words.de.json";
import shell from "./shell/words.de.json";
import view from "./view/words.de.json";

/** Of each noun, what other pages say of it. */
const names = import.meta.glob<Record<string, string>>("./*/names.de.json", { eager: true, import: "default" });

export default Object.assign(
  { ...charts, ...conditions, ...metrics, ...records, ...shell, ...view, ...catalogue },
  ...Object.values(names),
) as Record<string, string>;
