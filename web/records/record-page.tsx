import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Lock, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { kindOfPath } from "../../contracts/words/kinds.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import type { FormProps } from "./form.tsx";
import { readEditSearch } from "./list-address.ts";
import type { Asking, listQueries } from "./queries.ts";
import { MayNotSee, RecordFailed } from "./record-failed.tsx";
import {
  declared,
  type Item,
  type ListWords,
  type Naming,
  type PageWords,
  pageOf,
  type RecordKind,
} from "./record-kind.ts";
import { RemovalButton } from "./removal.tsx";
import { HistoryLink, UsedIn, usesQuery } from "./used-in.tsx";

interface HeadProps {
  of: RecordKind;
  title: string;
  answers?: ReactNode;
  aside?: ReactNode;
  acts?: ReactNode;
}

/** Title, one line and acts of one thing, with the way back to all of its kind. */
export function RecordHead({ of, title, answers, aside, acts }: HeadProps) {
  const { t } = useTranslation();
  const { words, path = "/", isTab } = of;
  const many = t(`${words}.many`);
  if (!isTab)
    return <PageHeader title={title} {...{ answers, aside, actions: acts }} parent={{ label: many, to: path }} />;
  return (
    <header className="mb-5">
      <Link to={path} className="mb-3 inline-flex items-center gap-1.5 rounded-md text-muted text-sm hover:text-ink">
        <ArrowLeft className="size-3.5 rtl:rotate-180" aria-hidden />
        {many}
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-2.5">
            <h2 className="wrap-anywhere font-semibold text-lg">{title}</h2>
            {aside}
          </div>
          {answers ? <p className="mt-0.5 max-w-160 text-muted text-sm">{answers}</p> : null}
        </div>
        {acts ? <div className="flex flex-wrap items-center gap-2">{acts}</div> : null}
      </div>
    </header>
  );
}

interface RecordPageProps<One extends Item> {
  of: RecordKind<ListWords & PageWords> & {
    name: string;
    one: (id: string) => Asking<One>;
  } & Pick<ReturnType<typeof listQueries>, "remove">;
  /** Where it has no name, or the name alone is not what it is called. */
  title?: (one: One) => string;
  /** What it is, in a line; its description where absent. */
  answers?: (one: One) => ReactNode;
  aside?: (one: One) => ReactNode;
  acts?: (one: One) => ReactNode;
  /** What keeps it from being deleted at the moment, beside those that use it. */
  isKept?: (one: One) => boolean;
  /** Whether people may change it where they may change others of its kind. */
  mayChange?: (one: One) => boolean;
  /** Of what people write. */
  form?: (form: FormProps<One>) => ReactNode;
  skeleton?: ReactNode;
  children: (one: One) => ReactNode;
}

/** One thing by the id in the address, to read or, where the address says so, in its form; `new` makes another. */
export function RecordPage<One extends Item>(
  props: RecordPageProps<One> & Naming<One, Pick<RecordPageProps<One>, "title">>,
) {
  const {
    of,
    title = ({ name = "" }: One) => name,
    answers,
    aside,
    acts,
    isKept,
    mayChange,
    form,
    skeleton,
    children,
  } = props;
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const { id = "" } = useParams({ strict: false });
  const { edit } = readEditSearch(useSearch({ strict: false }));
  const { path = "/", words } = of;
  const isNew = of.isWritten === true && id === "new";
  const found = useQuery({ ...of.one(id), enabled: !isNew && (!of.read || can(of.read)) });
  const one = isNew ? undefined : found.data;
  const mayEdit = of.edit !== undefined && can(of.edit);
  const mayWrite = form !== undefined && mayEdit && (isNew || (one !== undefined && mayChange?.(one) !== false));
  const isForm = mayWrite && (isNew || edit === true);
  const toList = () => navigate({ to: path });
  const show = (shown: string, isEdited?: true) =>
    void navigate({ ...pageOf(path, shown), search: (before: object) => ({ ...before, edit: isEdited }) });
  const uses = useQuery({
    ...usesQuery(of.usedAs ?? "segment", id),
    enabled: of.usedAs !== undefined && one !== undefined,
  });
  const kind = kindOfPath(`/api/v1/${of.name}`);
  const isUsed = of.usedAs !== undefined && !uses.isError && uses.data?.total !== 0;

  if (isForm || one)
    return (
      <>
        <RecordHead
          of={of}
          title={one ? title(one) : t(declared(`${words}.new`))}
          answers={one ? (answers?.(one) ?? one.description) : undefined}
          aside={one && aside?.(one)}
          acts={
            one && !isForm ? (
              <>
                {acts?.(one)}
                {mayWrite ? (
                  <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => show(one.id, true)}>
                    {t("records.edit")}
                  </Button>
                ) : null}
                {mayEdit && !isUsed && !isKept?.(one) ? (
                  <RemovalButton of={of} id={one.id} name={title(one)} onGone={toList} />
                ) : null}
              </>
            ) : undefined
          }
        />
        {isForm
          ? form({
              record: one,
              onCancel: () => (one ? show(one.id) : void toList()),
              onSaved: (saved) => {
                toast.success(t("records.saved", { name: saved.name ?? "" }));
                show(saved.id);
              },
            })
          : one && children(one)}
        {one && of.usedAs ? <UsedIn kind={of.usedAs} id={one.id} /> : null}
        {one && kind && !isForm ? <HistoryLink kind={kind} id={one.id} /> : null}
      </>
    );
  return (
    <>
      <RecordHead of={of} title={t(`${words}.many`)} />
      {of.read && !can(of.read) ? (
        <MayNotSee words={words} />
      ) : isNew ? (
        <EmptyState
          icon={<Lock className="size-5" aria-hidden />}
          title={t(declared(`${words}.mayNotEditTitle`))}
          body={t("records.mayNotEdit")}
        />
      ) : found.error ? (
        <RecordFailed of={of} error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        (skeleton ?? <SkeletonRows rows={6} />)
      )}
    </>
  );
}
