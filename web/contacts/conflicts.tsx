import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import type { ResponseOf } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";

interface ConflictsProps {
  id: string;
  conflicts: ResponseOf<"GET /api/v1/contacts/:id">["conflicts"];
  /** Absent for those who may not merge. */
  onMerge?: ((other: string) => void) | undefined;
}

/** Messages that claimed two people are one: kept apart until a person decides. */
export function Conflicts({ id, conflicts, onMerge }: ConflictsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (conflicts.length === 0) return null;
  return (
    <section aria-label={t("customers.conflicts")} className="rounded-lg border border-edge bg-warning-soft p-4">
      <h2 className="flex items-center gap-2 font-semibold text-base">
        <TriangleAlert className="size-4 text-warning" aria-hidden />
        {t("customers.conflicts")}
      </h2>
      <p className="mt-1 text-sm">{t("customers.conflictsBody")}</p>
      <ul className="mt-3 flex flex-col gap-2">
        {conflicts.map((each) => {
          const others = each.contacts.filter((contact) => contact.id !== id);
          return (
            <li key={each.id} className="flex flex-wrap items-center justify-between gap-2 text-sm">
              <span className="min-w-0">
                {others.map((other) => (
                  <Link
                    key={other.id}
                    to="/customers/$id"
                    params={{ id: other.id }}
                    className="me-2 font-medium text-accent-text underline underline-offset-2"
                  >
                    {other.name || t("customers.anonymous")}
                  </Link>
                ))}
                <span className="text-muted">
                  {each.reason} · {format.moment(each.at)}
                </span>
              </span>
              {onMerge && others[0] ? (
                <Button size="sm" onClick={() => onMerge(others[0]?.id ?? "")}>
                  {t("customers.mergeThese")}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
