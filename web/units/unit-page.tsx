import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { Unit } from "../../contracts/access/units.ts";
import { useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { buttonClass } from "../ui/button.tsx";
import { UnitForm } from "./unit-form.tsx";
import { units } from "./unit-kind.ts";
import { wayTo } from "./unit-tree.ts";
import { useUnits } from "./use-units.ts";

/** One unit under Settings: where it stands, and what is below it. */
export function UnitTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <RecordPage
      of={units}
      aside={({ kind }) => <Badge>{kind}</Badge>}
      acts={({ id }) =>
        can("units:edit") ? (
          <Link
            to="/settings/units/$id"
            params={{ id: "new" }}
            search={{ parent: id }}
            className={buttonClass({ variant: "secondary" })}
          >
            <Plus className="size-3.5" aria-hidden />
            {t("units.addBelow")}
          </Link>
        ) : null
      }
      form={(form) => <UnitForm {...form} />}
    >
      {(unit) => <Place unit={unit} />}
    </RecordPage>
  );
}

function Place({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const { all, byId } = useUnits();
  const above = wayTo(byId, unit.id).slice(0, -1);
  const below = all.filter(({ parentId }) => parentId === unit.id);
  return (
    <dl className="grid gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4 text-sm sm:grid-cols-[max-content_1fr]">
      <dt className="text-muted">{t("units.key")}</dt>
      <dd className="break-all font-mono">{unit.key}</dd>
      <dt className="text-muted">{t("units.parent")}</dt>
      <dd>{above.length === 0 ? t("units.top") : <UnitLinks units={above} between=" › " />}</dd>
      <dt className="text-muted">{t("units.below")}</dt>
      <dd>{below.length === 0 ? t("units.nothingBelow") : <UnitLinks units={below} between=", " />}</dd>
    </dl>
  );
}

function UnitLinks({ units: shown, between }: { units: readonly Unit[]; between: string }) {
  return shown.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 ? between : null}
      <Link to="/settings/units/$id" params={{ id }} className="rounded-md underline-offset-2 hover:underline">
        {name}
      </Link>
    </span>
  ));
}
