import { Keyboard, Languages, LogOut, Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { chooseLanguage } from "../i18n/language.ts";
import { type Language, languages, useTranslation } from "../i18n/words.ts";
import { signOut } from "../session/api.ts";
import { enterWorkspace } from "../session/entering.ts";
import { useRoleName } from "../session/role-name.ts";
import { useSession } from "../session/session.ts";
import { settingWords } from "../settings/words.ts";
import { type Theme, useTheme } from "../ui/appearance.ts";
import { lazyPart } from "../ui/lazy-page.ts";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import type { Opened } from "../ui/on-demand.tsx";
import { themeIcons } from "../ui/theme-icons.ts";

// Few visits need it.
const NewWorkspaceDialog = lazyPart(() => import("../settings/settings.ts"), "NewWorkspaceDialog", [settingWords]);

export function WorkspaceMenu({ trigger }: Opened) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const { me, workspace } = useSession();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <Menu defaultOpen trigger={trigger}>
        <MenuChoice
          label={t("shell.workspaces")}
          value={workspace.id}
          options={me.memberships.map((membership) => ({
            value: membership.workspace.id,
            label: membership.workspace.name,
            hint: roleName(membership),
          }))}
          onChange={(id) => id !== workspace.id && enterWorkspace(id)}
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

export function ThemeMenu({ trigger }: Opened) {
  const { t } = useTranslation();
  const [theme, setTheme] = useTheme();
  return (
    <Menu defaultOpen side="top" align="end" trigger={trigger}>
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

export function UserMenu({ trigger, onHelp }: Opened & { onHelp: () => void }) {
  const { t, language } = useTranslation();
  const { me } = useSession();
  return (
    <Menu defaultOpen side="top" trigger={trigger}>
      <p className="max-w-64 truncate px-2 pt-1.5 pb-1 text-faint text-xs">{me.email}</p>
      <MenuSeparator />
      <MenuChoice<Language>
        label={t("shell.language")}
        value={language}
        onChange={(chosen) => void chooseLanguage(chosen)}
        options={languages.map((each) => ({ ...each, icon: <Languages className="size-4" aria-hidden /> }))}
      />
      <MenuSeparator />
      <MenuItem icon={<Keyboard className="size-4" aria-hidden />} shortcut="?" onSelect={onHelp}>
        {t("shortcuts.title")}
      </MenuItem>
      <MenuItem icon={<LogOut className="size-4" aria-hidden />} onSelect={() => void signOut()}>
        {t("shell.signOut")}
      </MenuItem>
    </Menu>
  );
}
