import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";

/** A page that could not be shown. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="mx-auto w-full max-w-160 px-4 py-16">
      <ErrorState
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

/** An address without a page. */
export function PageMissing() {
  const { t } = useTranslation();
  return (
    <section className="mx-auto w-full max-w-160 px-4 py-16">
      <h1 className="sr-only">{t("error.noPage")}</h1>
      <EmptyState
        icon={<Compass className="size-5" aria-hidden />}
        title={t("error.noPage")}
        body={t("error.noPageBody")}
        action={
          <Link to="/" className={buttonClass({ variant: "primary" })}>
            {t("error.toOverview")}
          </Link>
        }
      />
    </section>
  );
}
