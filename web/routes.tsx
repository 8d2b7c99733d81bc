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
import { meQuery, queryClient, setupNeeded } from "./api.ts";
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
const journeys = createRoute({
  getParentRoute: () => app,
  path: "/journeys",
  component: lazyRouteComponent(() => import("./journeys/journeys.tsx"), "JourneysPage"),
});
const customers = createRoute({
  getParentRoute: () => app,
  path: "/customers",
  component: lazyRouteComponent(() => import("./contacts/contacts.tsx"), "ContactsPage"),
});
const data = createRoute({
  getParentRoute: () => app,
  path: "/data",
  component: lazyRouteComponent(() => import("./sources/sources.tsx"), "SourcesPage"),
});
const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings.tsx"), "SettingsPage"),
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
  app.addChildren([overview, journeys, customers, data, settings]),
  ...gallery,
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: PageMissing,
  scrollRestoration: true,
});
