import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download, UsersRound } from "lucide-react";
import { useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import type { MOST_LISTED } from "../../contracts/log/check-condition.ts";
import type { PeopleBehindInput } from "../../contracts/understand/people.ts";
import { useTranslation } from "../i18n/words.ts";
import { SaveDialog } from "../saved-queries/saved-queries.ts";
import { request } from "../session/api.ts";
import { saveAnswer } from "../session/save-answer.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { toast } from "../ui/toast.tsx";

// The compiler holds it to the number that the server refuses beyond.
const mostListed: typeof MOST_LISTED = 10_000;

/** Keeps the people of a list: as a segment, as a table. */
export function PeopleActs({ of, total }: { of: PeopleBehindInput; total: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { can } = useSession();
  const areTooMany = total > mostListed;
  const most = format.count(mostListed);
  const [isNaming, setNaming] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function exportAll() {
    setBusy(true);
    try {
      await saveAnswer("/api/v1/people/csv", { of }, "people.csv");
    } catch (error) {
      toast.error(error instanceof ApiError ? error.problem.detail : t("error.unreachable"));
    } finally {
      setBusy(false);
    }
  }

  async function save({ name, description }: { name: string; description: string }) {
    const { id } = await request("POST /api/v1/people/segment", { body: { name, description, of } });
    await client.invalidateQueries({ queryKey: ["segments"], exact: true });
    toast.success(t("segments.saved", { name }), {
      action: {
        label: t("people.openSegment"),
        onClick: () => void navigate({ to: "/customers/segments/$id", params: { id } }),
      },
    });
  }

  return (
    <span className="flex flex-wrap items-center gap-1">
      {can("segments:edit") && !areTooMany ? (
        <Button
          size="sm"
          variant="ghost"
          icon={<UsersRound className="size-3.5" aria-hidden />}
          onClick={() => setNaming(true)}
        >
          {t("people.saveSegment")}
        </Button>
      ) : null}
      <Button
        size="sm"
        variant="ghost"
        busy={isBusy}
        icon={<Download className="size-3.5" aria-hidden />}
        onClick={() => void exportAll()}
      >
        {areTooMany ? t("people.csvFirst", { most }) : t("people.csv")}
      </Button>
      {can("segments:edit") && areTooMany ? (
        <span className="basis-full px-2 text-faint text-xs">{t("people.tooMany", { most })}</span>
      ) : null}
      {isNaming ? (
        <SaveDialog
          title={t("people.saveTitle", { count: total, n: format.count(total) })}
          nameWords={{ missing: t("segments.nameMissing"), taken: t("segments.nameTaken") }}
          onSave={save}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </span>
  );
}
