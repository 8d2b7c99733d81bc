import { accountNames } from "./accounts/words.ts";
import { activityNames } from "./activity/words.ts";
import { catalogueWords, chartWords } from "./charts/words.ts";
import { conditionWords } from "./conditions/words.ts";
import { contactNames } from "./contacts/words.ts";
import { exploreNames } from "./explore/words.ts";
import type { WordSet } from "./i18n/words.ts";
import { importNames } from "./imports/words.ts";
import { journeyNames } from "./journeys/words.ts";
import { metricWords } from "./metrics/words.ts";
import { overviewNames } from "./overview/words.ts";
import { personaNames } from "./personas/words.ts";
import { recordWords } from "./records/words.ts";
import { savedQueryNames } from "./saved-queries/words.ts";
import { segmentNames } from "./segments/words.ts";
import { sessionWords } from "./session/words.ts";
import { settingNames } from "./settings/words.ts";
import { shellWords } from "./shell/words.ts";
import { sourceNames } from "./sources/words.ts";
import { touchpointNames } from "./touchpoints/words.ts";
import { uiWords } from "./ui/words.ts";
import { viewWords } from "./view/words.ts";

/** The words of the kits and of the shell, which any page may use, and what each noun is called. */
export const firstWords: readonly WordSet[] = [
  uiWords,
  chartWords,
  catalogueWords,
  sessionWords,
  recordWords,
  viewWords,
  conditionWords,
  metricWords,
  shellWords,

  accountNames,
  activityNames,
  contactNames,
  exploreNames,
  importNames,
  journeyNames,
  overviewNames,
  personaNames,
  savedQueryNames,
  segmentNames,
  settingNames,
  sourceNames,
  touchpointNames,
];
