import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronsUpDown, CircleHelp, Network } from "lucide-react";
import type { Workspace } from "../../contracts/access/access.ts";
import { UploadedPicture } from "../files/uploaded-picture.tsx";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { useTheme } from "../ui/appearance.ts";
import { Brand } from "../ui/brand.tsx";
import { IconButton } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { lazyPart } from "../ui/lazy-page.ts";
import { OnDemand } from "../ui/on-demand.tsx";
import { themeIcons } from "../ui/theme-icons.ts";
import { destinations } from "./navigation.ts";

const WorkspaceMenu = lazyPart(() => import("./sidebar-menus.tsx"), "WorkspaceMenu", []);
const ThemeMenu = lazyPart(() => import("./sidebar-menus.tsx"), "ThemeMenu", []);
const UserMenu = lazyPart(() => import("./sidebar-menus.tsx"), "UserMenu", []);

interface SidebarProps {
  onHelp: () => void;
  onNavigate?: () => void;
}

export function Sidebar({ onHelp, onNavigate }: SidebarProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <nav aria-label={t("shell.navigation")} className="flex h-full flex-col gap-4 overflow-y-auto p-3">
      <div className="flex flex-col gap-3">
        <Link to="/" onClick={onNavigate} className="self-start rounded-md px-1.5 py-1">
          <Brand />
        </Link>
        <WorkspaceSwitcher />
        <SeenUnits />
      </div>
      <div className="flex flex-1 flex-col gap-6">
        {(["main", "system"] as const).map((group) => (
          <ul key={group} className={cx("flex flex-col gap-0.5", group === "system" && "mt-auto")}>
            {destinations
              .filter(({ group: of, needs }) => of === group && (!needs || can(needs)))
              .map(({ to, name, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    onClick={onNavigate}
                    activeOptions={{ exact: to === "/", includeSearch: false }}
                    className="flex h-8 items-center gap-2.5 rounded-md px-2 text-muted text-sm transition-colors hover:bg-hover hover:text-ink max-md:h-10 aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink [&[aria-current=page]>svg]:text-accent-text"
                  >
                    <Icon className="size-4" aria-hidden />
                    {t(name)}
                  </Link>
                </li>
              ))}
          </ul>
        ))}
      </div>
      <div className="flex items-center gap-1 border-line border-t pt-3">
        <UserButton onHelp={onHelp} />
        <ThemeToggle />
        <IconButton
          label={t("shell.help")}
          shortcut="?"
          icon={<CircleHelp className="size-4" aria-hidden />}
          onClick={onHelp}
        />
      </div>
    </nav>
  );
}

function Monogram({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("")
    .toUpperCase();
  return (
    <span
      aria-hidden
      className="flex size-6 shrink-0 items-center justify-center rounded-md bg-selected font-semibold text-accent-text text-xs"
    >
      {letters}
    </span>
  );
}

function Logo({ workspace: { name, logo } }: { workspace: Workspace }) {
  const letter = <Monogram name={name.slice(0, 1)} />;
  if (logo === null) return letter;
  return <UploadedPicture id={logo} fallback={letter} className="size-6 shrink-0 rounded-md bg-white object-contain" />;
}

function WorkspaceSwitcher() {
  const { t } = useTranslation();
  const { workspace } = useSession();
  return (
    <OnDemand
      part={WorkspaceMenu}
      opens="menu"
      given={{}}
      trigger={
        <button
          type="button"
          aria-label={t("shell.workspace", { name: workspace.name })}
          className="flex h-9 items-center gap-2 rounded-md px-1.5 transition-colors hover:bg-hover data-popup-open:bg-hover"
        >
          <Logo workspace={workspace} />
          <span className="min-w-0 flex-1 truncate text-start font-medium text-sm">{workspace.name}</span>
          <ChevronsUpDown className="size-3.5 text-faint" aria-hidden />
        </button>
      }
    />
  );
}

/** Of which units all that is shown is, for who sees some of them only. */
function SeenUnits() {
  const { t } = useTranslation();
  const { units: ids } = useSession();
  const found = useQuery({ ...recordQueries("units").list(), enabled: ids !== null });
  if (ids === null) return null;
  const names = (found.data?.items ?? []).flatMap(({ id, name }) => (ids.includes(id) ? name : []));
  return (
    <p className="flex items-start gap-2 px-2 text-muted text-xs">
      <Network className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 break-words">{t("shell.seenUnits", { names: names.join(", ") || "…" })}</span>
    </p>
  );
}

function ThemeToggle() {
  const { t } = useTranslation();
  const [theme] = useTheme();
  const Icon = themeIcons[theme];
  return (
    <OnDemand
      part={ThemeMenu}
      opens="menu"
      given={{}}
      trigger={<IconButton label={t("shell.theme")} icon={<Icon className="size-4" aria-hidden />} />}
    />
  );
}

function UserButton({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const { me } = useSession();
  return (
    <OnDemand
      part={UserMenu}
      opens="menu"
      given={{ onHelp }}
      trigger={
        <button
          type="button"
          aria-label={t("shell.account", { name: me.name })}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 transition-colors hover:bg-hover data-popup-open:bg-hover"
        >
          <Monogram name={me.name} />
          <span className="truncate text-sm">{me.name}</span>
        </button>
      }
    />
  );
}
