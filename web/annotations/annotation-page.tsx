import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import type { Annotation } from "../../contracts/understand/annotations.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { RecordLink } from "../records/record-link.tsx";
import { RecordPage } from "../records/record-page.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { Fact } from "../ui/fact.tsx";
import { useFormat } from "../ui/format.ts";
import { AnnotationForm } from "./annotation-form.tsx";
import { annotations } from "./annotation-kind.ts";
import { titleOf } from "./annotation-title.ts";
import { useWriter } from "./use-writer.ts";

/** One annotation under Data: all that is known of what happened. */
export function AnnotationTab() {
  const words = useTranslation();
  const { t } = words;
  return (
    <RecordPage
      of={annotations}
      title={(one) => titleOf(one, words)}
      answers={() => ""}
      aside={({ kind }) => <Badge>{t(`annotations.kinds.${kind}`)}</Badge>}
      mayChange={({ cause }) => cause === null}
      form={(form) => <AnnotationForm {...form} />}
    >
      {(annotation) => <Facts annotation={annotation} />}
    </RecordPage>
  );
}

function Facts({ annotation }: { annotation: Annotation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timezone } = useSession().workspace;
  const writerOf = useWriter();
  const { happenedAt, endedAt, touchpointId, link, description, cause } = annotation;
  const touchpoints = useQuery({ ...recordQueries("touchpoints").list(), enabled: touchpointId !== null });
  const place = touchpoints.data?.items.find(({ id }) => id === touchpointId);
  return (
    <Card>
      {description ? <p className="mb-4 max-w-160 whitespace-pre-line break-words">{description}</p> : null}
      {cause ? <p className="mb-4 max-w-160 text-muted">{t(`annotations.explained.${cause.reason}`)}</p> : null}
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Fact name={t("annotations.happened")}>{format.moment(happenedAt, timezone)}</Fact>
        {endedAt ? <Fact name={t("annotations.ended")}>{format.moment(endedAt, timezone)}</Fact> : null}
        <Fact name={t("annotations.place")}>
          {touchpointId === null ? (
            t("annotations.everywhere")
          ) : (
            <RecordLink kind="touchpoint" id={touchpointId} name={place?.name ?? ""} />
          )}
        </Fact>
        {link ? (
          <Fact name={t("annotations.link")}>
            <OutLink link={link} />
          </Fact>
        ) : null}
        {cause?.reason === "import" ? (
          <Fact name={t("annotations.from")}>
            <RecordLink kind="import" id={cause.import} name={cause.file} />
            {` · ${t("annotations.rows", { count: cause.rows })}`}
          </Fact>
        ) : null}
        {cause?.reason === "import_taken_back" ? (
          <Fact name={t("annotations.from")}>
            <RecordLink kind="import" id={cause.import} name={cause.file} />
          </Fact>
        ) : null}
        <Fact name={t("annotations.writer")}>{writerOf(annotation)}</Fact>
      </dl>
    </Card>
  );
}

/** To another house: in a window of its own, and without saying where it was followed. */
function OutLink({ link }: { link: string }) {
  return (
    <a
      href={link}
      target="_blank"
      rel="noreferrer noopener"
      className="inline-flex max-w-full items-baseline gap-1 break-all rounded-md text-accent-text hover:underline"
    >
      {link}
      <ExternalLink className="size-3 shrink-0 self-center" aria-hidden />
    </a>
  );
}
