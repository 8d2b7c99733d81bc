import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, CircleHelp, Keyboard, Languages, LogOut, Monitor, Moon, Plus, Sun } from "lucide-react";
import { Suspense, useState } from "react";
import type { Workspace } from "../../contracts/access/access.ts";
import { UploadedPicture } from "../files/uploaded-picture.tsx";
import { chooseLanguage } from "../i18n/language.ts";
import { type Language, languages, useTranslation } from "../i18n/words.ts";
import { signOut } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { chooseWorkspace } from "../session/workspace-choice.ts";
import { settingWords } from "../settings/words.ts";
import { type Theme, useTheme } from "../ui/appearance.ts";
import { Brand } from "../ui/brand.tsx";
import { IconButton } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { lazyPart } from "../ui/lazy-page.ts";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { destinations } from "./navigation.ts";

// Few visits need it.
const NewWorkspaceDialog = lazyPart(() => import("../settings/settings.ts"), "NewWorkspaceDialog", [settingWords]);

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
        <UserMenu onHelp={onHelp} />
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
    .filter((_, at, all) => at === 0 || at === all.length - 1)
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
  const { me, workspace } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const label = (
    <>
      <Logo workspace={workspace} />
      <span className="min-w-0 flex-1 truncate text-start font-medium text-sm">{workspace.name}</span>
    </>
  );
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("shell.workspace", { name: workspace.name })}
            className="flex h-9 items-center gap-2 rounded-md px-1.5 transition-colors hover:bg-hover data-popup-open:bg-hover"
          >
            {label}
            <ChevronsUpDown className="size-3.5 text-faint" aria-hidden />
          </button>
        }
      >
        <MenuChoice
          label={t("shell.workspaces")}
          value={workspace.id}
          options={me.memberships.map((membership) => ({
            value: membership.workspace.id,
            label: membership.workspace.name,
            hint: t(`role.${membership.role}`),
          }))}
          onChange={(id) => {
            chooseWorkspace(id);
            client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
            void navigate({ to: "/" }).then(() => client.invalidateQueries({ queryKey: ["me"] }));
          }}
        />
        <MenuSeparator />
        <MenuItem icon={<Plus className="size-4" aria-hidden />} onSelect={() => setCreating(true)}>
          {t("settings.workspace.create")}
        </MenuItem>
      </Menu>
      <Suspense>{creating ? <NewWorkspaceDialog onClose={() => setCreating(false)} /> : null}</Suspense>
    </>
  );
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

function ThemeToggle() {
  const { t } = useTranslation();
  const [theme, setTheme] = useTheme();
  const Icon = themeIcons[theme];
  return (
    <Menu
      side="top"
      align="end"
      trigger={<IconButton label={t("shell.theme")} icon={<Icon className="size-4" aria-hidden />} />}
    >
      <MenuChoice<Theme>
        label={t("shell.theme")}
        value={theme}
        onChange={setTheme}
        options={(["system", "light", "dark"] as const).map((value) => {
          const Choice = themeIcons[value];
          return { value, label: t(`theme.${value}`), icon: <Choice className="size-4" aria-hidden /> };
        })}
      />
    </Menu>
  );
}

function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t, language } = useTranslation();
  const { me } = useSession();
  const navigate = useNavigate();
  return (
    <Menu
      side="top"
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
    >
      <p className="max-w-64 truncate px-2 pt-1.5 pb-1 text-faint text-xs">{me.email}</p>
      <MenuSeparator />
      <MenuChoice<Language>
        label={t("shell.language")}
        value={language}
        onChange={(chosen) => void chooseLanguage(chosen)}
        options={languages.map((each) => ({
          ...each,
          icon: <Languages className="size-4" aria-hidden />,
        }))}
      />
      <MenuSeparator />
      <MenuItem icon={<Keyboard className="size-4" aria-hidden />} shortcut="?" onSelect={onHelp}>
        {t("shortcuts.title")}
      </MenuItem>
      <MenuItem
        icon={<LogOut className="size-4" aria-hidden />}
        onSelect={() => void signOut().then(() => navigate({ to: "/sign-in" }))}
      >
        {t("shell.signOut")}
      </MenuItem>
    </Menu>
  );
}
