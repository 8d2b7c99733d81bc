import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { accountPages } from "./accounts/accounts.pages.ts";
import { activityPages } from "./activity/activity.pages.ts";
import { annotationPages } from "./annotations/annotations.pages.ts";
import { auditPages } from "./audit/audit.pages.ts";
import { contactPages } from "./contacts/contacts.pages.ts";
import { exploreFrame, queryPages } from "./explore/explore.pages.ts";
import { galleryPages } from "./gallery/gallery.pages.ts";
import { importPages } from "./imports/imports.pages.ts";
import { journeyPages } from "./journeys/journeys.pages.ts";
import { mailPages } from "./mail/mail.pages.ts";
import { moneyPages } from "./money/money.pages.ts";
import { overviewPages } from "./overview/overview.pages.ts";
import { personalDataPages } from "./personal-data/personal-data.pages.ts";
import { personaPages } from "./personas/personas.pages.ts";
import { questionPages } from "./questions/questions.pages.ts";
import { rolePages } from "./roles/roles.pages.ts";
import { savedQueryPages } from "./saved-queries/saved-queries.pages.ts";
import { segmentPages } from "./segments/segments.pages.ts";
import { meQuery, queryClient } from "./session/api.ts";
import { doorTo, isSignedOut } from "./session/entering.ts";
import { addressIn, currentWorkspaceId, pathIn } from "./session/workspace-choice.ts";
import { confirmEmailPages, settingPages, settingsFrame } from "./settings/settings.pages.ts";
import { PageError, PageMissing } from "./shell/page-states.tsx";
import { Shell } from "./shell/shell.tsx";
import { dataFrame, keyPages } from "./sources/sources.pages.ts";
import { touchpointPages } from "./touchpoints/touchpoints.pages.ts";
import { unitPages } from "./units/units.pages.ts";
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

/** Everything inside the shell, for signed-in people. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      // Before the door another program runs.
      throw redirect({ href: await doorTo(location.publicHref), reloadDocument: true });
    }
  },
  component: Shell,
});

const explore = exploreFrame(app);
const data = dataFrame(app);
const settings = settingsFrame(app);

/** Every page, by the noun that brings it. */
const tree = root.addChildren([
  app.addChildren([
    ...overviewPages(app),
    ...journeyPages(app),
    ...touchpointPages(app),
    ...contactPages(app),
    ...accountPages(app),
    ...segmentPages(app),
    ...personaPages(app),
    explore.addChildren([...queryPages(explore), ...savedQueryPages(explore)]),
    data.addChildren([
      ...keyPages(data),
      ...activityPages(data),
      ...importPages(data),
      ...questionPages(data),
      ...annotationPages(data),
    ]),
    settings.addChildren([
      ...settingPages(settings),
      ...unitPages(settings),
      ...rolePages(settings),
      ...auditPages(settings),
      ...personalDataPages(settings),
      ...mailPages(settings),
      ...moneyPages(settings),
    ]),
    ...confirmEmailPages(app),
  ]),
  // The condition is known while building and keeps it out of the product.
  ...(import.meta.env.DEV ? galleryPages(root) : []),
]);

export const router = createRouter({
  routeTree: tree,
  // The workspace stands before every path; pages speak of their own paths only.
  rewrite: {
    input: ({ url }) => {
      url.pathname = pathIn(currentWorkspaceId(), url.pathname);
      return url;
    },
    output: ({ url }) => {
      url.pathname = addressIn(currentWorkspaceId(), url.pathname);
      return url;
    },
  },
  defaultPreload: "intent",
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: PageMissing,
  scrollRestoration: true,
});
