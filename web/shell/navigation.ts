import type { LucideIcon } from "lucide-react";
import { Cable, LayoutDashboard, MapPin, Route, Settings, Telescope, Users } from "lucide-react";
import type { Permission } from "../../contracts/words/permissions.ts";
import type { Key } from "../i18n/words.ts";

export interface Destination {
  to: "/" | "/journeys" | "/touchpoints" | "/customers" | "/explore" | "/data" | "/settings";
  /** Key of its name in the translations. */
  name: Key;
  icon: LucideIcon;
  /** The letter after g that goes there. */
  letter: string;
  group: "main" | "system";
  /** Without it the page could only say that it may not be seen. */
  needs?: Permission;
}

/** What the navigation shows: only pages that exist. */
export const destinations: readonly Destination[] = [
  { to: "/", name: "nav.overview", icon: LayoutDashboard, letter: "o", group: "main" },
  { to: "/journeys", name: "nav.journeys", icon: Route, letter: "j", group: "main" },
  {
    ...{ to: "/touchpoints", name: "touchpoints.many", icon: MapPin, letter: "t", group: "main" },
    needs: "touchpoints:read",
  },
  { to: "/customers", name: "nav.customers", icon: Users, letter: "c", group: "main", needs: "segments:read" },
  { to: "/explore", name: "nav.explore", icon: Telescope, letter: "e", group: "main" },
  { to: "/data", name: "nav.data", icon: Cable, letter: "d", group: "system" },
  { to: "/settings", name: "nav.settings", icon: Settings, letter: "s", group: "system" },
];
