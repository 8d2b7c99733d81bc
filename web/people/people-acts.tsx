import { Download, UsersRound } from "lucide-react";
import { Suspense, useState } from "react";
import type { MOST_LISTED } from "../../contracts/log/check-condition.ts";
import type { PeopleBehindInput } from "../../contracts/understand/people.ts";
import { useTranslation } from "../i18n/words.ts";
import { saveAnswer } from "../session/save-answer.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { lazyPart } from "../ui/lazy-page.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { toast } from "../ui/toast.tsx";
import { peopleWords } from "./words.ts";

const SaveSegment = lazyPart(() => import("./save-segment.tsx"), "SaveSegment", [peopleWords]);

// The compiler holds it to the number that the server refuses beyond.
const mostListed: typeof MOST_LISTED = 10_000;

/** Keeps the people of a list: as a segment, as a table. */
export function PeopleActs({ of, total }: { of: PeopleBehindInput; total: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const areTooMany = total > mostListed;
  const most = format.count(mostListed);
  const [isNaming, setNaming] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function exportAll() {
    setBusy(true);
    try {
      await saveAnswer("/api/v1/people/csv", "people.csv", { of, bom: true });
    } catch (error) {
      toast.error(reasonOf(error));
    } finally {
      setBusy(false);
    }
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
        <Suspense fallback={null}>
          <SaveSegment of={of} total={total} onClose={() => setNaming(false)} />
        </Suspense>
      ) : null}
    </span>
  );
}
