import charts from "./charts/words.en.json";
import conditions from "./conditions/words.en.json";
import metrics from "./metrics/words.en.json";
import records from "./records/words.en.json";
import shell from "./shell/words.en.json";
import view from "./view/words.en.json";

/** Of each noun, what other pages say of it. */
const names = import.meta.glob<Record<string, string>>("./*/names.en.json", { eager: true, import: "default" });

export default Object.assign(
  { ...charts, ...conditions, ...metrics, ...records, ...shell, ...view },
  ...Object.values(names),
) as Record<string, string>;
