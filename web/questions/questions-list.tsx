import { Link } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { questions } from "./question-kind.ts";
import { scaleWords, wordingIn } from "./question-told.ts";
import { useAsked } from "./use-asked.ts";

/** The library of questions under Data, and what is answered and is not in it. */
export function QuestionsTab() {
  const { t, wordOr, language } = useTranslation();
  const asked = useAsked();
  const answersOf = (id: string) => asked?.find((each) => each.id === id)?.answers ?? 0;
  return (
    <>
      <ListPage
        of={questions}
        about={t("questions.about")}
        search={t("questions.search")}
        hasFile
        columns={[
          {
            key: "kind",
            header: t("questions.kind"),
            width: "8rem",
            sortable: true,
            value: ({ kind }) => t(`questions.kinds.${kind}`),
            cell: ({ kind }) => <Badge>{t(`questions.kinds.${kind}`)}</Badge>,
            filterBy: ({ kind }) => kind,
            filterName: (kind) => wordOr(`questions.kinds.${kind}`, kind),
          },
          { key: "scale", header: t("questions.scale"), width: "9rem", value: (each) => scaleWords(each, t) },
          {
            key: "asked",
            header: t("questions.text"),
            isProse: true,
            value: ({ wordings }) => wordingIn(wordings, language)?.text ?? "",
            cell: ({ wordings }) => (
              <span className="wrap-anywhere text-muted">{wordingIn(wordings, language)?.text}</span>
            ),
          },
          {
            key: "key",
            header: t("questions.key"),
            width: "9rem",
            value: ({ key }) => key,
            cell: ({ key }) => <span className="break-all font-mono text-xs">{key}</span>,
          },
          {
            key: "answers",
            header: t("questions.answers"),
            width: "6rem",
            align: "end",
            sortable: true,
            value: ({ id }) => answersOf(id),
            as: "count",
          },
        ]}
      />
      <Unlisted />
    </>
  );
}

const MOST_SHOWN = 20;

/** What answers came with that the library lacks; nothing where it lacks nothing. */
function Unlisted() {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const unlisted = (useAsked() ?? []).filter(({ id }) => id === null);
  if (unlisted.length === 0) return null;
  return (
    <Card title={t("questions.unlisted")} className="mt-6">
      <p className="mb-3 max-w-160 text-muted text-sm">{t("questions.unlistedBody")}</p>
      <ul className="flex flex-col gap-2.5 text-sm">
        {unlisted.slice(0, MOST_SHOWN).map(({ key, label, type, answers, lastAt }) => (
          <li key={key} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <span className="break-all font-mono">{key}</span>
            {label ? <span className="wrap-anywhere text-muted">{label}</span> : null}
            <span className="text-faint text-xs">
              {t("questions.unlistedAnswers", { count: answers, type })} · {format.ago(lastAt)}
            </span>
            {can("questions:edit") ? (
              <Link
                to="/data/questions/$id"
                params={{ id: "new" }}
                search={{ key }}
                className="rounded-md text-accent-text hover:underline"
                aria-label={t("questions.addNamed", { key })}
              >
                {t("questions.add")}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
      {unlisted.length > MOST_SHOWN ? (
        <p className="mt-3 text-faint text-sm">
          {t("questions.moreUnlisted", { count: unlisted.length - MOST_SHOWN })}
        </p>
      ) : null}
    </Card>
  );
}
