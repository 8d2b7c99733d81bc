import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { ApiError } from "../contracts/client.ts";
import { readAccountsSearch } from "./accounts/accounts-search.ts";
import { readContactsSearch, readTimelineSearch } from "./contacts/search.ts";
import { explorePages } from "./explore/explore-pages.ts";
import { readExploreSearch } from "./explore/explore-search.ts";
import { readDiscoverSearch } from "./journeys/discover/discover-search.ts";
import { readMapSearch } from "./journeys/map/map-search.ts";
import { readMetricSearch } from "./overview/metric-search.ts";
import { readPersonaSearch } from "./personas/persona-search.ts";
import { meQuery, queryClient, setupNeeded } from "./session/api.ts";
import { lazyPage } from "./shell/lazy-page.ts";
import { PageError, PageMissing } from "./shell/page-states.tsx";
import { Shell } from "./shell/shell.tsx";
import { readView, type ViewSearch, viewKeys } from "./view/period.ts";

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
  component: lazyPage(() => import("./access/sign-in.tsx"), "SignInPage"),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyPage(() => import("./access/setup.tsx"), "SetupPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$token",
  component: lazyPage(() => import("./access/accept-invitation.tsx"), "AcceptInvitationPage"),
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
  component: lazyPage(() => import("./overview/overview-page.tsx"), "OverviewPage"),
});
const metric = createRoute({
  getParentRoute: () => app,
  path: "/overview/$metric",
  staticData: { showsPeriod: true },
  validateSearch: readMetricSearch,
  component: lazyPage(() => import("./overview/metric-page.tsx"), "MetricPage"),
});
const journeys = createRoute({
  getParentRoute: () => app,
  path: "/journeys",
  component: lazyPage(() => import("./journeys/journeys-list.tsx"), "JourneysPage"),
});
const discover = createRoute({
  getParentRoute: () => app,
  path: "/journeys/discover",
  staticData: { showsPeriod: true },
  validateSearch: readDiscoverSearch,
  component: lazyPage(() => import("./journeys/discover/discover.tsx"), "DiscoverPage"),
});
const journey = createRoute({
  getParentRoute: () => app,
  path: "/journeys/$id",
  staticData: { showsPeriod: true },
  validateSearch: readMapSearch,
  component: lazyPage(() => import("./journeys/journey-page.tsx"), "JourneyPage"),
});
const customers = createRoute({
  getParentRoute: () => app,
  path: "/customers",
  validateSearch: readContactsSearch,
  component: lazyPage(() => import("./contacts/contacts-list.tsx"), "ContactsPage"),
});
const customer = createRoute({
  getParentRoute: () => app,
  path: "/customers/$id",
  validateSearch: readTimelineSearch,
  component: lazyPage(() => import("./contacts/contact-page.tsx"), "ContactPage"),
});
const accounts = createRoute({
  getParentRoute: () => app,
  path: "/customers/accounts",
  validateSearch: readAccountsSearch,
  component: lazyPage(() => import("./accounts/accounts-list.tsx"), "AccountsPage"),
});
const account = createRoute({
  getParentRoute: () => app,
  path: "/customers/accounts/$id",
  staticData: { showsPeriod: true, hasOwnAudience: true },
  component: lazyPage(() => import("./accounts/account-page.tsx"), "AccountPage"),
});
const segments = createRoute({
  getParentRoute: () => app,
  path: "/customers/segments",
  component: lazyPage(() => import("./segments/segments-list.tsx"), "SegmentsPage"),
});
const segment = createRoute({
  getParentRoute: () => app,
  path: "/customers/segments/$id",
  component: lazyPage(() => import("./segments/segment-page.tsx"), "SegmentPage"),
});
const personas = createRoute({
  getParentRoute: () => app,
  path: "/customers/personas",
  staticData: { showsPeriod: true, hasOwnAudience: true },
  component: lazyPage(() => import("./personas/personas-list.tsx"), "PersonasPage"),
});
const persona = createRoute({
  getParentRoute: () => app,
  path: "/customers/personas/$id",
  staticData: { showsPeriod: true, hasOwnAudience: true },
  validateSearch: readPersonaSearch,
  component: lazyPage(() => import("./personas/persona-page.tsx"), "PersonaPage"),
});
const explore = createRoute({
  getParentRoute: () => app,
  path: "/explore",
  staticData: { showsPeriod: true },
  validateSearch: readExploreSearch,
  component: lazyPage(() => import("./explore/explore-page.tsx"), "ExplorePage"),
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
  component: lazyPage(() => import("./explore/funnel/funnel.tsx"), "FunnelPage"),
});
const retention = createRoute({
  getParentRoute: () => explore,
  path: "retention",
  component: lazyPage(() => import("./explore/retention/retention.tsx"), "RetentionPage"),
});
const paths = createRoute({
  getParentRoute: () => explore,
  path: "paths",
  component: lazyPage(() => import("./explore/paths/paths.tsx"), "PathsPage"),
});
const process = createRoute({
  getParentRoute: () => explore,
  path: "process",
  component: lazyPage(() => import("./explore/process/process.tsx"), "ProcessPage"),
});
const saved = createRoute({
  getParentRoute: () => explore,
  path: "saved",
  staticData: { hasOwnAudience: true },
  component: lazyPage(() => import("./saved-queries/saved-list.tsx"), "SavedPage"),
});
const data = createRoute({
  getParentRoute: () => app,
  path: "/data",
  component: lazyPage(() => import("./sources/sources-page.tsx"), "SourcesPage"),
});
const keys = createRoute({
  getParentRoute: () => data,
  path: "/",
  component: lazyPage(() => import("./sources/keys-list.tsx"), "KeysTab"),
});
const live = createRoute({
  getParentRoute: () => data,
  path: "live",
  component: lazyPage(() => import("./activity/live-tab.tsx"), "LiveTab"),
});
const imports = createRoute({
  getParentRoute: () => data,
  path: "imports",
  component: lazyPage(() => import("./imports/imports-list.tsx"), "ImportsTab"),
});
const oneImport = createRoute({
  getParentRoute: () => data,
  path: "imports/$id",
  component: lazyPage(() => import("./imports/import-page.tsx"), "ImportPage"),
});
const touchpoints = createRoute({
  getParentRoute: () => data,
  path: "touchpoints",
  component: lazyPage(() => import("./touchpoints/touchpoints-list.tsx"), "TouchpointsTab"),
});
const touchpoint = createRoute({
  getParentRoute: () => data,
  path: "touchpoints/$id",
  component: lazyPage(() => import("./touchpoints/touchpoint-page.tsx"), "TouchpointTab"),
});
const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyPage(() => import("./settings/settings-page.tsx"), "SettingsPage"),
});
const workspaceSettings = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyPage(() => import("./settings/workspace-tab.tsx"), "WorkspaceTab"),
});
const members = createRoute({
  getParentRoute: () => settings,
  path: "members",
  component: lazyPage(() => import("./settings/members-list.tsx"), "MembersTab"),
});
const profile = createRoute({
  getParentRoute: () => settings,
  path: "profile",
  component: lazyPage(() => import("./settings/profile-tab.tsx"), "ProfileTab"),
});
const system = createRoute({
  getParentRoute: () => settings,
  path: "system",
  component: lazyPage(() => import("./settings/system-tab.tsx"), "SystemTab"),
});

// Shows every component without a server; the condition is known while building and keeps it out of the product.
const gallery = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: "/gallery",
        staticData: { showsPeriod: true },
        component: lazyPage(() => import("./gallery/gallery.tsx"), "GalleryPage"),
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
