import { useQuery } from "@tanstack/react-query";
import { FileUp, Footprints, LayoutTemplate, LoaderCircle, PencilRuler } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { JourneyFile } from "../../contracts/understand/journeys.ts";
import { useTranslation } from "../i18n/words.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { readJourneyFile } from "./document/journey-file.ts";
import { templatesQuery } from "./queries.ts";
import { useTemplateWords } from "./template-words.ts";

interface StartsProps {
  /** Builds on a ready journey: a template, or a file that was exported before. */
  onFile: (file: JourneyFile) => Promise<void>;
  /** Goes to what people really do, to pick steps there. */
  onDiscover: () => void;
  /** Begins with nothing. */
  onBlank: () => Promise<void>;
}

/** The ways to start a map: from a template, from what people really do, from a file, from nothing. */
export function Starts({ onFile, onDiscover, onBlank }: StartsProps) {
  const { t } = useTranslation();
  const templates = useQuery(templatesQuery);
  const inWords = useTemplateWords();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [notAFile, setNotAFile] = useState("");

  async function start(name: string, act: () => Promise<void>) {
    if (busy) return;
    setBusy(name);
    setProblem(null);
    setNotAFile("");
    try {
      await act();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy("");
    }
  }

  async function read(file: File) {
    const journey = await readJourneyFile(file);
    if (journey) await onFile(journey);
    else setNotAFile(t("journeys.notAFile", { name: file.name }));
  }

  return (
    <div className="flex flex-col gap-5">
      {problem ? <ErrorState error={problem} title={t("journeys.createFailed")} /> : null}
      <section>
        <h3 className="mb-2 font-medium text-muted text-sm">{t("journeys.fromTemplate")}</h3>
        {templates.isError ? (
          <ErrorState
            error={templates.error}
            title={t("journeys.templatesFailed")}
            onRetry={() => void templates.refetch()}
          />
        ) : (
          <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
            {templates.data ? (
              templates.data.items
                .map(inWords)
                .map(({ id, name, description, file }) => (
                  <Start
                    key={id}
                    icon={<LayoutTemplate className="size-4" aria-hidden />}
                    title={name}
                    body={description}
                    aside={file.journey.phases.map((phase) => phase.name).join(" › ")}
                    isBusy={busy === id}
                    onClick={() => void start(id, () => onFile(file))}
                  />
                ))
            ) : (
              <>
                <Skeleton className="h-28" />
                <Skeleton className="h-28" />
                <Skeleton className="h-28" />
              </>
            )}
          </div>
        )}
      </section>
      <section className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        <Start
          icon={<Footprints className="size-4" aria-hidden />}
          title={t("journeys.fromDiscovery")}
          body={t("journeys.fromDiscoveryBody")}
          isBusy={false}
          onClick={onDiscover}
        />
        <Start
          icon={<FileUp className="size-4" aria-hidden />}
          title={t("journeys.fromFile")}
          body={t("journeys.fromFileBody")}
          isBusy={busy === "file"}
          onClick={() => input.current?.click()}
        />
        <Start
          icon={<PencilRuler className="size-4" aria-hidden />}
          title={t("journeys.fromNothing")}
          body={t("journeys.fromNothingBody")}
          isBusy={busy === "blank"}
          onClick={() => void start("blank", onBlank)}
        />
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            // The same file may be chosen again after it was mended.
            event.target.value = "";
            if (file) void start("file", () => read(file));
          }}
        />
      </section>
      {notAFile ? (
        <p role="alert" className="text-negative text-sm">
          {notAFile}
        </p>
      ) : null}
    </div>
  );
}

interface StartProps {
  icon: ReactNode;
  title: string;
  body: string;
  aside?: string;
  isBusy: boolean;
  onClick: () => void;
}

function Start({ icon, title, body, aside, isBusy, onClick }: StartProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-busy={isBusy || undefined}
      className="flex flex-col items-start gap-1 rounded-lg border border-line bg-surface p-3.5 text-start transition-colors hover:border-edge hover:bg-hover"
    >
      <span className="flex items-center gap-2 font-medium">
        <span className="text-faint">
          {isBusy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : icon}
        </span>
        {title}
      </span>
      <span className="text-muted text-sm">{body}</span>
      {aside ? <span className="mt-auto pt-1 text-faint text-xs">{aside}</span> : null}
    </button>
  );
}
