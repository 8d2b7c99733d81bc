import { AcceptInvitationPage } from "./accept-invitation.tsx";
import { entranceOf } from "./entrance-path.ts";
import { SetupPage } from "./setup.tsx";
import { SignInPage } from "./sign-in.tsx";

/** What people see before they are signed in: the first run, joining, or signing in. */
export function EntrancePage({ location }: { location: Location }) {
  const { page, token } = entranceOf(location.pathname) ?? {};
  if (token) return <AcceptInvitationPage token={decodeURIComponent(token)} />;
  if (page === "setup") return <SetupPage />;
  return <SignInPage next={nextOf(location.search)} />;
}

function nextOf(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  // Only a path of this site, so that a crafted link cannot send people elsewhere after they signed in.
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
