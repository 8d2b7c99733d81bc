import type { Permission } from "../../contracts/words/permissions.ts";
import type { Key } from "../i18n/words.ts";

interface Place {
  name: Key;
  /** The page that it is a part of. */
  of: Key;
  needs?: Permission;
}

/** The tabs of pages. */
export const tabs = [
  { to: "/data", name: "data.keys.tab", of: "nav.data" },
  { to: "/data/live", name: "data.live.tab", of: "nav.data", needs: "events:read" },
  { to: "/data/imports", name: "data.imports.tab", of: "nav.data", needs: "imports:read" },
  { to: "/data/questions", name: "questions.many", of: "nav.data", needs: "questions:read" },
  { to: "/data/annotations", name: "annotations.many", of: "nav.data" },
  { to: "/customers/segments", name: "segments.many", of: "nav.customers", needs: "segments:read" },
  { to: "/customers/personas", name: "personas.many", of: "nav.customers", needs: "personas:read" },
  { to: "/customers/accounts", name: "accounts.many", of: "nav.customers", needs: "contacts:read" },
  { to: "/settings", name: "settings.workspace.tab", of: "nav.settings" },
  { to: "/settings/members", name: "settings.members.tab", of: "nav.settings" },
  { to: "/settings/roles", name: "roles.many", of: "nav.settings", needs: "members:edit" },
  { to: "/settings/units", name: "units.many", of: "nav.settings", needs: "units:read" },
  { to: "/settings/money", name: "money.tab", of: "nav.settings" },
  { to: "/settings/audit", name: "settings.audit.tab", of: "nav.settings", needs: "audit:read" },
  { to: "/settings/personal-data", name: "settings.personal.tab", of: "nav.settings", needs: "privacy:read" },
  { to: "/settings/mail", name: "settings.mail", of: "nav.settings" },
  { to: "/settings/profile", name: "settings.profile.tab", of: "nav.settings" },
  { to: "/settings/deliveries", name: "settings.deliveries.tab", of: "nav.settings", needs: "deliveries:read" },
  { to: "/settings/system", name: "settings.system.tab", of: "nav.settings" },
] as const satisfies readonly (Place & { to: string })[];

/** What can be made from anywhere and begins on the list of its like. */
export const verbsOfLists = [
  { to: "/journeys", name: "palette.newJourney", needs: "journeys:edit" },
  { to: "/data", name: "palette.newKey", needs: "keys:edit" },
  { to: "/data/imports", name: "palette.newImport", needs: "imports:run" },
] as const satisfies readonly (Omit<Place, "of"> & { to: string })[];

/** What begins on a page of its own. */
export const verbs = [
  { to: "/touchpoints/$id", name: "palette.newTouchpoint", needs: "touchpoints:edit" },
  { to: "/customers/segments/$id", name: "palette.newSegment", needs: "segments:edit" },
  { to: "/customers/personas/$id", name: "palette.newPersona", needs: "personas:edit" },
  { to: "/data/questions/$id", name: "palette.newQuestion", needs: "questions:edit" },
  { to: "/data/annotations/$id", name: "palette.newAnnotation", needs: "annotations:edit" },
  { to: "/settings/roles/$id", name: "palette.newRole", needs: "members:edit" },
] as const satisfies readonly (Omit<Place, "of"> & { to: string })[];
