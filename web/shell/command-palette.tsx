import { Dialog as Base } from "@base-ui/react/dialog";
import { useIsFetching } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Keyboard, Languages, LogOut, Moon, PanelTop, Plus, Search, Sun, Telescope } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { explorePages } from "../explore/explore.ts";
import { findable } from "../findable.ts";
import { chooseLanguage } from "../i18n/language.ts";
import { languages, useTranslation } from "../i18n/words.ts";
import { type Findable, searchMeta } from "../records/findable.ts";
import { signOut } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { setTheme, useIsDark } from "../ui/appearance.ts";
import { cx } from "../ui/class-names.ts";
import { dialogClass, scrimClass } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { fitness } from "../ui/matching.ts";
import { destinations } from "./navigation.ts";
import { tabs, verbs, verbsOfLists } from "./palette-places.ts";

interface CommandPaletteProps {
  onClose: () => void;
  onHelp: () => void;
}

/** Finds pages, things by their names, and actions by typing. */
export function CommandPalette({ onClose, onHelp }: CommandPaletteProps) {
  const { t, language } = useTranslation();
  const navigate = useNavigate();
  const { can } = useSession();
  const isDark = useIsDark();
  const [text, setText] = useState("");
  const isSearching = useIsFetching({ predicate: ({ meta }) => meta?.[searchMeta] === true }) > 0;

  const begun = [
    ...verbsOfLists.map((verb) => ({ ...verb, begin: () => navigate({ to: verb.to, search: { new: true } }) })),
    ...verbs.map((verb) => ({ ...verb, begin: () => navigate({ to: verb.to, params: { id: "new" } }) })),
  ];

  function run(act: () => unknown) {
    onClose();
    void act();
  }

  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup className={cx(dialogClass, "overflow-hidden sm:w-150")}>
          <Base.Title className="sr-only">{t("palette.title")}</Base.Title>
          <Command label={t("palette.title")} loop filter={fitness} className="flex min-h-0 flex-col">
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search className="size-4 shrink-0 text-faint" aria-hidden />
              <Command.Input
                autoFocus
                aria-label={t("palette.input")}
                value={text}
                onValueChange={setText}
                placeholder={t("palette.input")}
                className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
              />
              <span role="status" className="text-faint text-xs">
                {isSearching ? t("palette.searching") : ""}
              </span>
              <Kbd keys="Esc" />
            </div>
            <Command.List label={t("palette.results")} className="max-h-[min(24rem,60vh)] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-8 text-center text-faint text-sm">
                {t(isSearching ? "palette.searching" : "palette.nothing")}
              </Command.Empty>
              <Group title={t("palette.pages")}>
                {destinations
                  .filter(({ needs }) => !needs || can(needs))
                  .map(({ to, name, icon: Icon, letter }) => (
                    <Item
                      key={to}
                      icon={<Icon className="size-4" aria-hidden />}
                      keys={`g ${letter}`}
                      onSelect={() => run(() => navigate({ to }))}
                    >
                      {t(name)}
                    </Item>
                  ))}
                {explorePages.map(({ to, name }) => (
                  <Item
                    key={to}
                    icon={<Telescope className="size-4" aria-hidden />}
                    aside={t("nav.explore")}
                    onSelect={() => run(() => navigate({ to }))}
                  >
                    {t(name)}
                  </Item>
                ))}
              </Group>
              <Group title={t("palette.tabs")}>
                {tabs
                  .filter((tab) => !("needs" in tab) || can(tab.needs))
                  .map(({ to, name, of }) => (
                    <Item
                      key={to}
                      value={`${t(name)} ${t(of)} ${to}`}
                      icon={<PanelTop className="size-4" aria-hidden />}
                      aside={t(of)}
                      onSelect={() => run(() => navigate({ to }))}
                    >
                      {t(name)}
                    </Item>
                  ))}
              </Group>
              {findable.map((kind) => (
                <FoundGroup key={kind.title} kind={kind} text={text.trim()} run={run} />
              ))}
              <Group title={t("palette.actions")}>
                {begun
                  .filter(({ needs }) => can(needs))
                  .map(({ to, name, begin }) => (
                    <Item key={to} icon={<Plus className="size-4" aria-hidden />} onSelect={() => run(begin)}>
                      {t(name)}
                    </Item>
                  ))}
                <Item
                  icon={isDark ? <Sun className="size-4" aria-hidden /> : <Moon className="size-4" aria-hidden />}
                  onSelect={() => run(() => setTheme(isDark ? "light" : "dark"))}
                >
                  {isDark ? t("palette.toLight") : t("palette.toDark")}
                </Item>
                {languages
                  .filter(({ value }) => value !== language)
                  .map(({ value, label }) => (
                    <Item
                      key={value}
                      icon={<Languages className="size-4" aria-hidden />}
                      onSelect={() => run(() => chooseLanguage(value))}
                    >
                      {t("palette.language", { language: label })}
                    </Item>
                  ))}
                <Item icon={<Keyboard className="size-4" aria-hidden />} keys="?" onSelect={() => run(onHelp)}>
                  {t("shortcuts.title")}
                </Item>
                <Item icon={<LogOut className="size-4" aria-hidden />} onSelect={() => run(() => signOut())}>
                  {t("shell.signOut")}
                </Item>
              </Group>
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function FoundGroup({ kind, text, run }: { kind: Findable; text: string; run: (act: () => unknown) => void }) {
  const { t } = useTranslation();
  const found = kind.useFound(text);
  const { icon: Icon, title } = kind;
  if (found.length === 0) return null;
  return (
    <Group title={t(title)}>
      {found.map(({ id, name, aside = "", also = "", open }) => (
        <Item
          key={id}
          // Two of different kinds may have one name.
          value={`${name} ${also} ${title} ${id}`}
          icon={<Icon className="size-4" aria-hidden />}
          aside={aside}
          onSelect={() => run(open)}
        >
          {name}
        </Item>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  icon: ReactNode;
  keys?: string;
  aside?: string;
  value?: string;
  onSelect: () => void;
  children: ReactNode;
}

function Item({ icon, keys, aside, value, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      {...(value ? { value } : {})}
      onSelect={onSelect}
      className="flex h-9 cursor-default items-center gap-3 rounded-md px-3 text-sm data-[selected=true]:bg-hover max-sm:h-11"
    >
      <span className="text-faint">{icon}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside ? <span className="truncate text-faint text-xs">{aside}</span> : null}
      {keys ? <Kbd keys={keys} /> : null}
    </Command.Item>
  );
}
