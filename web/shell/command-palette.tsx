import { Dialog as Base } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import {
  Bookmark,
  Building2,
  Keyboard,
  Languages,
  LogOut,
  Moon,
  Route,
  Search,
  Sun,
  Telescope,
  User,
  UserRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { explorePages } from "../explore/explore.ts";
import { chooseLanguage } from "../i18n/language.ts";
import { languages, useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { savedQueriesQuery, useOpenQuery } from "../saved-queries/saved-queries.ts";
import { signOut } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { setTheme, useIsDark } from "../ui/appearance.ts";
import { cx } from "../ui/class-names.ts";
import { dialogClass, scrimClass } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { useRested } from "../ui/use-rested.ts";
import { destinations } from "./navigation.ts";

interface CommandPaletteProps {
  onClose: () => void;
  onHelp: () => void;
}

/** Finds pages, journeys, customers, accounts and actions by typing. */
export function CommandPalette({ onClose, onHelp }: CommandPaletteProps) {
  const { t, language } = useTranslation();
  const navigate = useNavigate();
  const { can } = useSession();
  const openQuery = useOpenQuery();
  const isDark = useIsDark();
  const [text, setText] = useState("");
  const found = useFound(text.trim());

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
          <Command label={t("palette.title")} loop className="flex min-h-0 flex-col">
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
              <Kbd keys="Esc" />
            </div>
            <Command.List label={t("palette.results")} className="max-h-[min(24rem,60vh)] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-8 text-center text-faint text-sm">{t("palette.nothing")}</Command.Empty>
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
              {found.journeys.length > 0 ? (
                <Group title={t("nav.journeys")}>
                  {found.journeys.map((journey) => (
                    <Item
                      key={journey.id}
                      value={`journey ${journey.name} ${journey.id}`}
                      icon={<Route className="size-4" aria-hidden />}
                      onSelect={() => run(() => navigate({ href: `/journeys/${journey.id}` }))}
                    >
                      {journey.name}
                    </Item>
                  ))}
                </Group>
              ) : null}
              {found.personas.length > 0 ? (
                <Group title={t("personas.many")}>
                  {found.personas.map(({ id, name }) => (
                    <Item
                      key={id}
                      value={`persona ${name} ${id}`}
                      icon={<UserRound className="size-4" aria-hidden />}
                      onSelect={() => run(() => navigate({ to: "/customers/personas/$id", params: { id } }))}
                    >
                      {name}
                    </Item>
                  ))}
                </Group>
              ) : null}
              {found.saved.length > 0 ? (
                <Group title={t("saved.many")}>
                  {found.saved.map((saved) => (
                    <Item
                      key={saved.id}
                      value={`query ${saved.name} ${saved.id}`}
                      icon={<Bookmark className="size-4" aria-hidden />}
                      aside={t(`saved.kind.${saved.kind}`)}
                      onSelect={() => run(() => openQuery(saved))}
                    >
                      {saved.name}
                    </Item>
                  ))}
                </Group>
              ) : null}
              {found.contacts.length > 0 ? (
                <Group title={t("nav.customers")}>
                  {found.contacts.map((contact) => (
                    <Item
                      key={contact.id}
                      // The server matched it, also by identifiers that are not shown: what was typed belongs to the value.
                      value={`customer ${contact.name} ${contact.email ?? ""} ${contact.id} ${text}`}
                      icon={<User className="size-4" aria-hidden />}
                      aside={contact.email ?? ""}
                      onSelect={() => run(() => navigate({ href: `/customers/${contact.id}` }))}
                    >
                      {contact.name || t("palette.anonymous")}
                    </Item>
                  ))}
                </Group>
              ) : null}
              {found.accounts.length > 0 ? (
                <Group title={t("accounts.many")}>
                  {found.accounts.map(({ id, name, people }) => (
                    <Item
                      key={id}
                      value={`account ${name} ${id}`}
                      icon={<Building2 className="size-4" aria-hidden />}
                      aside={t("accounts.peopleOf", { count: people })}
                      onSelect={() => run(() => navigate({ to: "/customers/accounts/$id", params: { id } }))}
                    >
                      {name}
                    </Item>
                  ))}
                </Group>
              ) : null}
              <Group title={t("palette.actions")}>
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

function useFound(text: string) {
  const { can } = useSession();
  const rested = useRested(text);
  const journeys = useQuery({ ...recordQueries("journeys").list(), enabled: can("journeys:read") });
  const personas = useQuery({ ...recordQueries("personas").list(), enabled: can("personas:read") });
  const saved = useQuery(savedQueriesQuery);
  const contacts = useQuery({
    ...recordQueries("contacts").list({ search: rested, limit: 5 }),
    enabled: rested.length >= 2 && can("contacts:read"),
    placeholderData: (before) => before,
  });
  const accounts = useQuery({
    ...recordQueries("accounts").list({ search: rested, sort: "people", limit: 5 }),
    enabled: rested.length >= 2 && can("contacts:read"),
    placeholderData: (before) => before,
  });
  // Until the answer to what is typed has come, those of the one before that show it.
  const isAnswered = rested === text && !contacts.isPlaceholderData;
  const known = (contacts.data?.items ?? []).filter(
    ({ name, email }) => isAnswered || `${name} ${email ?? ""}`.toLowerCase().includes(text.toLowerCase()),
  );
  return {
    journeys: journeys.data?.items ?? [],
    saved: saved.data ?? [],
    personas: personas.data?.items ?? [],
    contacts: text.length >= 2 ? known : [],
    accounts: text.length >= 2 ? (accounts.data?.items ?? []) : [],
  };
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
