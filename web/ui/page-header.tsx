import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { useTranslation } from "../i18n/words.ts";

export interface PageHeaderProps {
  title: string;
  /** One line that says which question the page answers. */
  answers?: ReactNode;
  /** Where it belongs: the way back up. */
  parent?: { label: string; to: string };
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** Beside the title: a badge. */
  aside?: ReactNode;
}

export function PageHeader({ title, answers, parent, actions, aside }: PageHeaderProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t("app.documentTitle", { page: title });
  }, [title, t]);
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {parent ? (
          <nav aria-label={t("ui.breadcrumb")} className="mb-1 flex items-center gap-1 text-muted text-sm print:hidden">
            <Link to={parent.to} className="rounded-md hover:text-ink hover:underline">
              {parent.label}
            </Link>
            <ChevronRight className="size-3.5 text-faint" aria-hidden />
          </nav>
        ) : null}
        <div className="flex flex-wrap items-center gap-2.5">
          <h1 className="text-xl tracking-tight">{title}</h1>
          {aside}
        </div>
        {answers ? <p className="mt-1 max-w-160 text-muted text-sm">{answers}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div> : null}
    </header>
  );
}
