import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { ApiError } from "../contracts/client.ts";
import { readAccountsSearch } from "./accounts/accounts-search.ts";
import { meQuery, queryClient, setupNeeded } from "./api.ts";
import { readContactsSearch, readTimelineSearch } from "./contacts/search.ts";
import { explorePages } from "./explore/explore-pages.ts";
import { readExploreSearch } from "./explore/explore-search.ts";
import { readDiscoverSearch } from "./journeys/discover-search.ts";
import { readMapSearch } from "./journeys/map-search.ts";
import { readMetricSearch } from "./overview/metric-search.ts";
import { readPersonaSearch } from "./personas/persona-search.ts";
import { PageError, PageMissing } from "./shell/page-states.tsx";
import { readView, type ViewSearch, viewKeys } from "./shell/period.ts";
import { Shell } from "./shell/shell.tsx";

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Pages that show numbers of a period carry the bar to choose it. */
    showsPeriod?: boolean;
    /** The page says itself whose numbers it shows, or shows none, so the bar offers no choice of customers. */
    hasOwnAudience?: boolean;
  }
}

const root = createRootRoute({
  validateSearch: readView,
  // Period, comparison and zone survive every navigation.
  search: { middlewares: [retainSearchParams<ViewSearch>(viewKeys)] },
  component: Outlet,
  // Outside the shell, so they bring the landmark that the shell would have given.
  errorComponent: (props) => (
    <main>
      <PageError {...props} />
    </main>
  ),
  notFoundComponent: () => (
    <main>
      <PageMissing />
    </main>
  ),
});

function nextOf(search: Record<string, unknown>): { next?: string } {
  const next = search.next;
  // Only a path of this site, so that a crafted link cannot send people elsewhere after they signed in.
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: nextOf,
  component: lazyRouteComponent(() => import("./identity/sign-in.tsx"), "SignInPage"),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./identity/setup.tsx"), "SetupPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$token",
  component: lazyRouteComponent(() => import("./identity/accept-invitation.tsx"), "AcceptInvitationPage"),
});

/** Everything inside the shell, for signed-in people. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof ApiError && error.problem.status === 401)) throw error;
      if (await setupNeeded()) throw redirect({ to: "/setup" });
      throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { next: location.href } });
    }
  },
  component: Shell,
});

const overview = createRoute({
  getParentRoute: () => app,
  path: "/",
  staticData: { showsPeriod: true },
  component: lazyRouteComponent(() => import("./overview/overview.tsx"), "OverviewPage"),
});
const metric = createRoute({
  getParentRoute: () => app,
  path: "/overview/$metric",
  staticData: { showsPeriod: true },
  validateSearch: readMetricSearch,
  component: lazyRouteComponent(() => import("./overview/metric-page.tsx"), "MetricPage"),
});
const journeys = createRoute({
  getParentRoute: () => app,
  path: "/journeys",
  component: lazyRouteComponent(() => import("./journeys/journeys.tsx"), "JourneysPage"),
});
const discover = createRoute({
  getParentRoute: () => app,
  path: "/journeys/discover",
  staticData: { showsPeriod: true },
  validateSearch: readDiscoverSearch,
  component: lazyRouteComponent(() => import("./journeys/discover.tsx"), "DiscoverPage"),
});
const journey = createRoute({
  getParentRoute: () => app,
  path: "/journeys/$id",
  staticData: { showsPeriod: true },
  validateSearch: readMapSearch,
  component: lazyRouteComponent(() => import("./journeys/journey-page.tsx"), "JourneyPage"),
});
const customers = createRoute({
  getParentRoute: () => app,
  path: "/customers",
  validateSearch: readContactsSearch,
  component: lazyRouteComponent(() => import("./contacts/contacts.tsx"), "ContactsPage"),
});
const customer = createRoute({
  getParentRoute: () => app,
  path: "/customers/$id",
  validateSearch: readTimelineSearch,
  component: lazyRouteComponent(() => import("./contacts/contact.tsx"), "ContactPage"),
});
const accounts = createRoute({
  getParentRoute: () => app,
  path: "/customers/accounts",
  validateSearch: readAccountsSearch,
  component: lazyRouteComponent(() => import("./accounts/accounts.tsx"), "AccountsPage"),
});
const account = createRoute({
  getParentRoute: () => app,
  path: "/customers/accounts/$id",
  staticData: { showsPeriod: true, hasOwnAudience: true },
  component: lazyRouteComponent(() => import("./accounts/account-page.tsx"), "AccountPage"),
});
const segments = createRoute({
  getParentRoute: () => app,
  path: "/customers/segments",
  component: lazyRouteComponent(() => import("./segments/segments.tsx"), "SegmentsPage"),
});
const segment = createRoute({
  getParentRoute: () => app,
  path: "/customers/segments/$id",
  component: lazyRouteComponent(() => import("./segments/segment-page.tsx"), "SegmentPage"),
});
const personas = createRoute({
  getParentRoute: () => app,
  path: "/customers/personas",
  staticData: { showsPeriod: true, hasOwnAudience: true },
  component: lazyRouteComponent(() => import("./personas/personas.tsx"), "PersonasPage"),
});
const persona = createRoute({
  getParentRoute: () => app,
  path: "/customers/personas/$id",
  staticData: { showsPeriod: true, hasOwnAudience: true },
  validateSearch: readPersonaSearch,
  component: lazyRouteComponent(() => import("./personas/persona-page.tsx"), "PersonaPage"),
});
const explore = createRoute({
  getParentRoute: () => app,
  path: "/explore",
  staticData: { showsPeriod: true },
  validateSearch: readExploreSearch,
  component: lazyRouteComponent(() => import("./explore/explore.tsx"), "ExplorePage"),
});
const exploreStart = createRoute({
  getParentRoute: () => explore,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: explorePages[0].to, replace: true });
  },
});
const funnel = createRoute({
  getParentRoute: () => explore,
  path: "funnel",
  component: lazyRouteComponent(() => import("./explore/funnel.tsx"), "FunnelPage"),
});
const retention = createRoute({
  getParentRoute: () => explore,
  path: "retention",
  component: lazyRouteComponent(() => import("./explore/retention.tsx"), "RetentionPage"),
});
const paths = createRoute({
  getParentRoute: () => explore,
  path: "paths",
  component: lazyRouteComponent(() => import("./explore/paths.tsx"), "PathsPage"),
});
const process = createRoute({
  getParentRoute: () => explore,
  path: "process",
  component: lazyRouteComponent(() => import("./explore/process.tsx"), "ProcessPage"),
});
const saved = createRoute({
  getParentRoute: () => explore,
  path: "saved",
  staticData: { hasOwnAudience: true },
  component: lazyRouteComponent(() => import("./saved-questions/saved-list.tsx"), "SavedPage"),
});
const data = createRoute({
  getParentRoute: () => app,
  path: "/data",
  component: lazyRouteComponent(() => import("./sources/sources.tsx"), "SourcesPage"),
});
const keys = createRoute({
  getParentRoute: () => data,
  path: "/",
  component: lazyRouteComponent(() => import("./sources/keys.tsx"), "KeysTab"),
});
const live = createRoute({
  getParentRoute: () => data,
  path: "live",
  component: lazyRouteComponent(() => import("./sources/live.tsx"), "LiveTab"),
});
const imports = createRoute({
  getParentRoute: () => data,
  path: "imports",
  component: lazyRouteComponent(() => import("./sources/imports.tsx"), "ImportsTab"),
});
const oneImport = createRoute({
  getParentRoute: () => data,
  path: "imports/$id",
  component: lazyRouteComponent(() => import("./sources/import.tsx"), "ImportPage"),
});
const touchpoints = createRoute({
  getParentRoute: () => data,
  path: "touchpoints",
  component: lazyRouteComponent(() => import("./touchpoints/touchpoints.tsx"), "TouchpointsTab"),
});
const touchpoint = createRoute({
  getParentRoute: () => data,
  path: "touchpoints/$id",
  component: lazyRouteComponent(() => import("./touchpoints/touchpoint-page.tsx"), "TouchpointTab"),
});
const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings.tsx"), "SettingsPage"),
});
const workspaceSettings = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("./settings/workspace.tsx"), "WorkspaceTab"),
});
const members = createRoute({
  getParentRoute: () => settings,
  path: "members",
  component: lazyRouteComponent(() => import("./settings/members.tsx"), "MembersTab"),
});
const profile = createRoute({
  getParentRoute: () => settings,
  path: "profile",
  component: lazyRouteComponent(() => import("./settings/profile.tsx"), "ProfileTab"),
});
const system = createRoute({
  getParentRoute: () => settings,
  path: "system",
  component: lazyRouteComponent(() => import("./settings/system.tsx"), "SystemTab"),
});

// Shows every component without a server; the condition is known while building and keeps it out of the product.
const gallery = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: "/gallery",
        staticData: { showsPeriod: true },
        component: lazyRouteComponent(() => import("./ui/gallery.tsx"), "GalleryPage"),
      }),
    ]
  : [];

const tree = root.addChildren([
  signIn,
  setup,
  invitation,
  app.addChildren([
    overview,
    metric,
    journeys,
    discover,
    journey,
    customers,
    customer,
    accounts,
    account,
    segments,
    segment,
    personas,
    persona,
    explore.addChildren([exploreStart, funnel, retention, paths, process, saved]),
    data.addChildren([keys, live, imports, oneImport, touchpoints, touchpoint]),
    settings.addChildren([workspaceSettings, members, profile, system]),
  ]),
  ...gallery,
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: PageMissing,
  scrollRestoration: true,
});
