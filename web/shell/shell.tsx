import { useQuery } from "@tanstack/react-query";
import { Outlet, useMatches, useRouter } from "@tanstack/react-router";
import { LogIn, UserX } from "lucide-react";
import { Activity, type ReactNode, Suspense, useEffect, useState } from "react";
import type { Me } from "../../contracts/access/access.ts";
import { useTranslation } from "../i18n/words.ts";
import { meQuery, signOut } from "../session/api.ts";
import { enterWorkspace } from "../session/entering.ts";
import { SessionContext, sessionOf } from "../session/session.ts";
import { settingWords } from "../settings/words.ts";
import { sourceWords } from "../sources/words.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { lazyPart } from "../ui/lazy-page.ts";
import { catchFocus, contentOfPage } from "../ui/lost-focus.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Toaster } from "../ui/toast.tsx";
import { LostAudience, useAudience } from "../view/audience.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

// Most visits never open them, so they do not weigh on the first page.
const CommandPalette = lazyPart(() => import("./command-palette.tsx"), "CommandPalette", [settingWords, sourceWords]);
const ShortcutsDialog = lazyPart(() => import("./shortcuts-dialog.tsx"), "ShortcutsDialog", []);
const NavigationDrawer = lazyPart(() => import("./navigation-drawer.tsx"), "NavigationDrawer", []);

const SecondFactorNeeded = lazyPart(() => import("../settings/settings.ts"), "SecondFactorNeeded", [settingWords]);

/** Not there until it is first shown; from then on it opens and closes by itself. */
function Once({ shown, children }: { shown: boolean; children: ReactNode }) {
  const [wasShown, setShown] = useState(shown);
  if (shown && !wasShown) setShown(true);
  return wasShown ? <Suspense>{children}</Suspense> : null;
}

/** The shell around every page of a signed-in person. */
export function Shell() {
  const { data: me } = useQuery(meQuery);
  if (!me) return null;
  const session = sessionOf(me);
  if (!session) return <NoWorkspace me={me} />;
  if (session.closed === "sign_in_again") return <SignInAgain />;
  if (session.closed === "second_factor")
    return (
      <SessionContext value={session}>
        <Suspense>
          <SecondFactorNeeded />
        </Suspense>
      </SessionContext>
    );
  return (
    <SessionContext value={session}>
      <Frame>
        <Outlet />
      </Frame>
    </SessionContext>
  );
}

/** Navigation, bar, shortcuts and the page between them. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const showsPeriod = useMatches({ select: (matches) => matches.some((match) => match.staticData.showsPeriod) });
  const hasOwnAudience = useMatches({ select: (matches) => matches.some((match) => match.staticData.hasOwnAudience) });
  const audience = useAudience();
  const isShown = !showsPeriod || hasOwnAudience || audience === "here";
  const router = useRouter();
  // The row or button that led here is gone with its page; links of the navigation are not, and keep the focus.
  useEffect(
    () =>
      router.subscribe("onResolved", ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) catchFocus(contentOfPage);
      }),
    [router],
  );
  useShortcuts({ onPalette: () => setPalette(true), onHelp: () => setShortcuts(true) });

  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="fixed start-2 top-2 z-70 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent text-sm focus:translate-y-0"
      >
        {t("shell.skip")}
      </a>
      <div className="sticky top-0 hidden h-dvh w-56 shrink-0 border-line border-e bg-sunken md:block print:hidden">
        <Sidebar onHelp={() => setShortcuts(true)} />
      </div>
      <Once shown={drawer}>
        <NavigationDrawer open={drawer} onOpenChange={setDrawer} onHelp={() => setShortcuts(true)} />
      </Once>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar
          showsPeriod={showsPeriod}
          hasOwnAudience={hasOwnAudience}
          onPalette={() => setPalette(true)}
          onDrawer={() => setDrawer(true)}
        />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-360 flex-1 px-4 py-6 outline-none sm:px-8 print:p-0"
        >
          {isShown ? null : audience === "lost" ? <LostPage /> : <SkeletonRows />}
          {/* Not taken away: what was typed or arranged is still there when it is shown anew. Until then it asks nothing. */}
          <Activity mode={isShown ? "visible" : "hidden"}>{children}</Activity>
        </main>
      </div>
      <Suspense>
        {palette ? <CommandPalette onClose={() => setPalette(false)} onHelp={() => setShortcuts(true)} /> : null}
      </Suspense>
      <Once shown={shortcuts}>
        <ShortcutsDialog open={shortcuts} onOpenChange={setShortcuts} />
      </Once>
      <Toaster label={t("shell.notices")} />
    </div>
  );
}

/** In place of a hidden page, whose title would otherwise stand in the window. */
function LostPage() {
  const { t } = useTranslation();
  const title = t("audience.lost");
  useEffect(() => {
    document.title = t("app.documentTitle", { page: title });
  }, [title, t]);
  return (
    <>
      <h1 className="sr-only">{title}</h1>
      <LostAudience />
    </>
  );
}

/** Instead of the pages of a workspace in which the reader's sessions were ended. */
function SignInAgain() {
  const { t } = useTranslation();
  return (
    <main className="mx-auto w-full max-w-160 px-4 py-16">
      <EmptyState
        icon={<LogIn className="size-5" aria-hidden />}
        title={t("shell.signInAgain")}
        body={t("shell.signInAgainBody")}
        action={
          <Button variant="primary" onClick={() => void signOut()}>
            {t("shell.signInAgainAct")}
          </Button>
        }
      />
    </main>
  );
}

/** Instead of the page of a workspace that is not the reader's: another one is never shown under its address. */
function NoWorkspace({ me: { memberships } }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <main className="mx-auto w-full max-w-160 px-4 py-16">
      <EmptyState
        icon={<UserX className="size-5" aria-hidden />}
        title={t(memberships.length > 0 ? "shell.notAMember" : "shell.noWorkspace")}
        body={t(memberships.length > 0 ? "shell.notAMemberBody" : "shell.noWorkspaceBody")}
        action={
          <span className="flex max-w-full flex-wrap justify-center gap-2">
            {memberships.map(({ workspace: { id, name } }) => (
              <Button key={id} variant="primary" className="min-w-0" onClick={() => enterWorkspace(id)}>
                <span className="truncate">{name}</span>
              </Button>
            ))}
            <Button onClick={() => void signOut()}>{t("shell.signOut")}</Button>
          </span>
        }
      />
    </main>
  );
}
