import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { MayNotSee, RecordFailed } from "../records/record-failed.tsx";
import { useSession } from "../session/session.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { SearchInput } from "../ui/field.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { Undrawn } from "./undrawn.tsx";
import { units } from "./unit-kind.ts";
import { UnitTree } from "./unit-list.tsx";
import { branchesOf, matching } from "./unit-tree.ts";

/** The organisation as a tree, with what events name that nobody has drawn. */
export function UnitsTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [text, setText] = useState("");
  const [isImporting, setImporting] = useState(false);
  const found = useQuery({ ...units.list(), enabled: can("units:read") });
  if (!can("units:read")) return <MayNotSee words="units" />;
  if (found.error && !found.data)
    return <RecordFailed of={units} error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonRows rows={8} />;
  const { items } = found.data;
  const acts = can("units:edit") ? (
    <div className="flex flex-wrap gap-2">
      <Button icon={<Upload className="size-4" aria-hidden />} onClick={() => setImporting(true)}>
        {t("units.import")}
      </Button>
      <Link to="/settings/units/$id" params={{ id: "new" }} className={buttonClass({ variant: "primary" })}>
        <Plus className="size-4" aria-hidden />
        {t("units.new")}
      </Link>
    </div>
  ) : null;
  const branches = matching(branchesOf(items), text);
  return (
    <div className="flex flex-col gap-4">
      <h2 className="sr-only">{t("units.many")}</h2>
      {items.length === 0 ? (
        <EmptyState
          icon={<units.icon className="size-5" aria-hidden />}
          title={t("units.emptyTitle")}
          body={t("units.emptyBody")}
          action={acts}
        />
      ) : (
        <>
          <p className="max-w-160 text-muted text-sm">{t("units.about")}</p>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <SearchInput
              className="w-full sm:w-72"
              label={t("units.search")}
              placeholder={t("units.search")}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
            {acts}
          </div>
          {branches.length === 0 ? (
            <p className="py-6 text-center text-muted text-sm">{t("units.noMatch", { text })}</p>
          ) : (
            // Another search opens what it found.
            <UnitTree key={text} branches={branches} isOpen={text.trim() !== "" || items.length <= 60} />
          )}
        </>
      )}
      <Undrawn />
      {isImporting ? <ImportDialog onClose={() => setImporting(false)} /> : null}
    </div>
  );
}
