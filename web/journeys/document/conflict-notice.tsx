import { useNavigate } from "@tanstack/react-router";
import { GitFork } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Journey } from "../../../contracts/understand/journeys.ts";
import { useTranslation } from "../../i18n/words.ts";
import { request } from "../../session/api.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { journeys } from "../journey-kind.ts";
import type { Draft } from "./use-draft.ts";

/** Two people changed the same journey: what happened, what is kept, and the two ways on. Nothing is overwritten. */
export function ConflictNotice({ theirs, draft }: { theirs: Journey; draft: Draft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const notice = useRef<HTMLElement>(null);
  // Whoever types far down the map must not miss it.
  useEffect(() => notice.current?.scrollIntoView({ block: "center" }), []);

  async function copy() {
    setBusy(true);
    setProblem(null);
    try {
      const name = t("journey.copyName", { name: draft.document.name }).slice(0, 120);
      const created = await request("POST /api/v1/journeys", { body: { ...draft.document, name } });
      draft.takeTheirs();
      void journeys.changed();
      await navigate({ to: "/journeys/$id", params: { id: created.id }, search: { edit: true } });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section ref={notice} role="alert" className="mb-4 rounded-lg border border-line bg-warning-soft p-4">
      <div className="flex items-start gap-3">
        <GitFork className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-base">
            {t("journey.conflictTitle", {
              name: theirs.updatedBy || t("journey.somebody"),
              when: format.ago(theirs.updatedAt),
            })}
          </h2>
          <p className="mt-1 text-ink text-sm">{t("journey.conflictBody")}</p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button variant="primary" busy={isBusy} onClick={() => void copy()}>
              {t("journey.keepMine")}
            </Button>
            <Button onClick={draft.takeTheirs}>{t("journey.showTheirs")}</Button>
          </div>
        </div>
      </div>
      {problem ? (
        <div className="mt-3">
          <ErrorState error={problem} title={t("journey.copyFailed")} kept={t("journey.changesKept")} />
        </div>
      ) : null}
    </section>
  );
}
