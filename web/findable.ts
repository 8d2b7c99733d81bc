import { findableAccounts } from "./accounts/accounts.findable.ts";
import { findableAnnotations } from "./annotations/annotations.findable.ts";
import { findableContacts } from "./contacts/contacts.findable.ts";
import { findableJourneys } from "./journeys/journeys.findable.ts";
import { findableMetrics } from "./overview/overview.findable.ts";
import { findablePersonas } from "./personas/personas.findable.ts";
import { findableQuestions } from "./questions/questions.findable.ts";
import type { Findable } from "./records/findable.ts";
import { findableQueries } from "./saved-queries/saved-queries.findable.ts";
import { findableSegments } from "./segments/segments.findable.ts";
import { findableTouchpoints } from "./touchpoints/touchpoints.findable.ts";
import { findableUnits } from "./units/units.findable.ts";

/** What the palette looks among, in the order in which it shows them. */
export const findable: readonly Findable[] = [
  findableMetrics,
  findableJourneys,
  findablePersonas,
  findableSegments,
  findableQueries,
  findableContacts,
  findableAccounts,
  findableTouchpoints,
  findableQuestions,
  findableAnnotations,
  findableUnits,
];
