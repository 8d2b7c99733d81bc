import { useQuery } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass, RefreshCw } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Unreachable } from "../ui/unreachable.ts";
import { isMissingPart, isOutdated, reload, reloadIfThere } from "./outdated.ts";

/** A page that could not be shown. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (isMissingPart(error)) return <PartMissing error={error} />;
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

/** The page stands in a file that did not come: the program was updated beneath it, or does not answer. */
function PartMissing({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { data: outdated, isPending } = useQuery({
    queryKey: ["outdated"],
    queryFn: isOutdated,
    // Without a network, too, it is answered: by the request that fails.
    networkMode: "always",
    retry: false,
    gcTime: 0,
  });
  if (isPending) return null;
  return (
    <div className="mx-auto w-full max-w-160 px-4 py-16">
      {outdated ? (
        <div role="alert">
          <EmptyState
            icon={<RefreshCw className="size-5" aria-hidden />}
            title={t("updated.title")}
            body={t("updated.body")}
            action={
              <Button variant="primary" onClick={reload}>
                {t("updated.reload")}
              </Button>
            }
          />
        </div>
      ) : (
        <ErrorState
          error={new Unreachable(error)}
          title={t("updated.missing")}
          retryLabel={t("updated.loadAgain")}
          onRetry={() => void reloadIfThere()}
        />
      )}
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
