import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Pencil, Printer } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { MayNotEdit } from "../records/may-not-edit.tsx";
import { personaQuery } from "../records/persona-queries.ts";
import { RecordFailed } from "../records/record-failed.tsx";
import { HistoryLink, UsedIn } from "../records/used-in.tsx";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { PersonaForm } from "./persona-form.tsx";
import { readPersonaSearch } from "./persona-search.ts";
import { PersonaSheet } from "./persona-sheet.tsx";
import { PersonaRemoval } from "./remove-persona.tsx";

/** One persona: its sheet to read and print, or its form. `new` describes another. */
export function PersonaPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const { id = "" } = useParams({ strict: false });
  const search = readPersonaSearch(useSearch({ strict: false }));
  const isNew = id === "new";
  const found = useQuery({ ...personaQuery(id), enabled: !isNew });
  const persona = found.data;
  const isEditing = can("personas:edit") && (isNew || search.edit === true);
  const parent = { label: t("personas.many"), to: "/customers/personas" };
  const back = () => void navigate({ to: parent.to });
  const show = (shown: string, edit?: true) =>
    void navigate({ to: "/customers/personas/$id", params: { id: shown }, search: (before) => ({ ...before, edit }) });

  if (isEditing && (isNew || persona))
    return (
      <>
        <PageHeader title={persona?.name ?? t("personas.new")} parent={parent} answers={t("personas.formAnswers")} />
        <PersonaForm
          // A newer version is another form; what is typed belongs to the version it was typed into.
          key={persona?.revision ?? "new"}
          persona={persona}
          onCancel={() => (persona ? show(persona.id) : back())}
          onSaved={(saved) => {
            toast.success(t("personas.saved", { name: saved.name }));
            show(saved.id);
          }}
          aside={persona ? <PersonaRemoval persona={persona} onGone={back} /> : undefined}
        />
      </>
    );
  if (persona)
    return (
      <>
        <PersonaSheet
          persona={persona}
          parent={parent}
          actions={
            <>
              <Button icon={<Printer className="size-3.5" aria-hidden />} onClick={() => window.print()}>
                {t("personas.print")}
              </Button>
              {can("personas:edit") ? (
                <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => show(persona.id, true)}>
                  {t("personas.edit")}
                </Button>
              ) : null}
            </>
          }
        />
        <div className="print:hidden">
          <UsedIn kind="persona" id={persona.id} />
          <HistoryLink kind="persona" id={persona.id} />
        </div>
      </>
    );
  return (
    <>
      <PageHeader title={t("personas.many")} parent={parent} />
      {isNew ? (
        <MayNotEdit title={t("personas.mayNotEditTitle")} />
      ) : found.isError ? (
        <RecordFailed
          error={found.error}
          title={t("personas.loadFailed")}
          gone={{
            title: t("personas.goneTitle"),
            body: t("personas.goneBody"),
            toList: t("personas.toList"),
            list: "/customers/personas",
          }}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </>
  );
}
