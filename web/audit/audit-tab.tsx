import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Download, ScrollText } from "lucide-react";
import type { AuditEntry } from "../../contracts/access/audit.ts";
import { audited } from "../../contracts/words/audited.ts";
import { kindNames } from "../../contracts/words/kinds.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { listQueries } from "../records/queries.ts";
import { saveAnswer } from "../session/save-answer.ts";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { toast } from "../ui/toast.tsx";
import { About, What } from "./audit-entry.tsx";
import { type AuditSearch, askedOf, outcomes } from "./audit-search.ts";

const entries = {
  name: "audit",
  words: "audit",
  icon: ScrollText,
  read: "audit:read",
  ...listQueries("audit"),
} as const;

/** Who has no name. */
const unnamed = {
  user: "audit.nobody",
  key: "audit.nobody",
  customer: "audit.customer",
  system: "audit.program",
} as const satisfies Record<AuditEntry["actor"]["kind"], string>;

/** Who changed, saw or was refused what. */
export function AuditTab() {
  const { t, wordOr } = useTranslation();
  const format = useFormat();
  const search: AuditSearch = useSearch({ from: "/app/settings/audit" });
  const members = useQuery(listQueries("members").list()).data?.items ?? [];
  return (
    <div>
      <ListPage
        of={entries}
        about={t("audit.body")}
        search={t("audit.search")}
        searchHint={t("audit.searchHint")}
        server={{
          ask: ({ cursor }) => entries.list({ ...askedOf(search), cursor }),
          filters: [
            {
              key: "what",
              label: t("audit.name"),
              options: audited.map((value) => ({ value, label: t(`audit.done.${value}`) })),
            },
            {
              key: "actor",
              label: t("audit.who"),
              options: [
                ...members.map(({ id, name }) => ({ value: id, label: name })),
                { value: "system", label: t("audit.program") },
              ],
            },
            {
              key: "outcome",
              label: t("audit.outcome"),
              options: outcomes.map((value) => ({ value, label: t(`audit.outcome.${value}`) })),
            },
            {
              key: "kind",
              label: t("audit.about"),
              options: kindNames.map((value) => ({ value, label: t(`records.kind.${value}`) })),
            },
            { key: "from", label: t("audit.from") },
            { key: "until", label: t("audit.until") },
          ],
        }}
        headActs={<Files search={search} />}
        nameOf={({ what }) => wordOr(`audit.done.${what}`, what)}
        name={(entry) => <What {...entry} />}
        columns={[
          {
            key: "who",
            header: t("audit.who"),
            cell: ({ actor }) => (
              <span className={actor.name ? "break-words" : "text-muted"}>{actor.name || t(unnamed[actor.kind])}</span>
            ),
          },
          {
            key: "about",
            header: t("audit.about"),
            cell: ({ subjects }) => (
              <ul className="flex min-w-0 flex-col gap-1">
                {subjects.map((subject) => (
                  <About key={`${subject.kind} ${subject.id}`} {...subject} />
                ))}
              </ul>
            ),
          },
          {
            key: "where",
            header: t("audit.where"),
            cell: ({ address }) => <span className="figures break-all text-muted">{address}</span>,
          },
          {
            key: "when",
            header: t("audit.when"),
            align: "end",
            cell: ({ at: instant }) => (
              <time dateTime={instant} title={instant}>
                {format.moment(instant)}
              </time>
            ),
          },
        ]}
      />
    </div>
  );
}

/** What is shown, all pages of it, as a file. */
function Files({ search }: { search: AuditSearch }) {
  const { t } = useTranslation();

  async function save(format: "csv" | "jsonl") {
    const chosen = Object.entries({ ...askedOf(search), format }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    );
    try {
      await saveAnswer(`/api/v1/audit/export?${new URLSearchParams(chosen)}`, `audit.${format}`);
    } catch (error) {
      toast.error(t("audit.exportFailed"), { description: reasonOf(error) });
    }
  }

  return (["csv", "jsonl"] as const).map((format) => (
    <Button
      key={format}
      variant="ghost"
      icon={<Download className="size-3.5" aria-hidden />}
      onClick={() => void save(format)}
    >
      {t(`audit.${format}`)}
    </Button>
  ));
}
