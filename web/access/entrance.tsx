import type { ReactNode } from "react";
import { useEffect } from "react";
import { chooseLanguage } from "../i18n/language.ts";
import { type Language, languages, useTranslation } from "../i18n/words.ts";
import { Brand } from "../ui/brand.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

interface EntranceProps {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

/** The frame of everything before one is signed in. */
export function Entrance({ title, intro, children, footer }: EntranceProps) {
  const { t, language } = useTranslation();
  useEffect(() => {
    document.title = t("app.documentTitle", { page: title });
  }, [title, t]);
  return (
    <div className="flex min-h-dvh flex-col bg-sunken px-4">
      <main className="m-auto w-full max-w-96 py-10">
        <div className="mb-6 flex justify-center">
          <Brand large />
        </div>
        <div className="rounded-lg border border-line bg-surface p-6">
          <h1 className="text-xl tracking-tight">{title}</h1>
          {intro ? <p className="mt-1 text-muted text-sm">{intro}</p> : null}
          <div className="mt-5">{children}</div>
        </div>
        {footer ? <div className="mt-4 text-center text-muted text-sm">{footer}</div> : null}
      </main>
      <footer className="flex justify-center pb-6">
        <Segmented<Language>
          label={t("shell.language")}
          value={language}
          onChange={(chosen) => void chooseLanguage(chosen)}
          options={languages}
        />
      </footer>
    </div>
  );
}

/** To another page before the door. */
export function EntranceLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a href={to} className="text-accent-text hover:underline">
      {children}
    </a>
  );
}

/** While the server is asked what a link is for. */
export function EntranceWaiting({ title }: { title: string }) {
  return (
    <Entrance title={title}>
      <div className="flex flex-col gap-4" aria-busy>
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
    </Entrance>
  );
}
