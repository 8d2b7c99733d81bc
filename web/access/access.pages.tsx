import { AcceptInvitationPage } from "./accept-invitation.tsx";
import { ConfirmSenderPage } from "./confirm-sender.tsx";
import { entranceOf } from "./entrance-path.ts";
import { ForgottenPasswordPage } from "./forgotten-password.tsx";
import { ResetPasswordPage } from "./reset-password.tsx";
import { SetupPage } from "./setup.tsx";
import { SignInPage } from "./sign-in.tsx";

/** What people see before they are signed in: the first run, joining, signing in, and where links in messages lead. */
export function EntrancePage({ location }: { location: Location }) {
  const { page, token: encoded = "" } = entranceOf(location.pathname) ?? {};
  const token = decodeURIComponent(encoded);
  switch (page) {
    case "invitation":
      return <AcceptInvitationPage token={token} />;
    case "reset-password":
      return <ResetPasswordPage token={token} />;
    case "confirm-sender":
      return <ConfirmSenderPage token={token} />;
    case "forgotten-password":
      return <ForgottenPasswordPage />;
    case "setup":
      return <SetupPage />;
    default:
      return <SignInPage next={nextOf(location.search)} />;
  }
}

function nextOf(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  // Only a path of this site, so that a crafted link cannot send people elsewhere after they signed in.
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
