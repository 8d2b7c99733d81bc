import { FileUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ImportItem } from "../../contracts/collect/imports.ts";
import { sendFile } from "../files/send-file.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { Progress } from "../ui/progress.tsx";
import { imports } from "./import-kind.ts";

const accepted = ".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xes,.xlsx,.xlsm,.gz";

interface DropFileProps {
  /** Whether it is what somebody came for: what picks a file has the focus then. */
  isFirst: boolean;
  onUploaded: (item: ImportItem) => void;
}

/** Where a file is dropped or picked; shows how far its upload is. */
export function DropFile({ isFirst, onUploaded }: DropFileProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const picker = useRef<HTMLInputElement>(null);
  const act = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFirst) act.current?.focus();
  }, [isFirst]);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [upload, setUpload] = useState<{ file: File; share: number; stop: AbortController } | null>(null);

  async function send(file: File | undefined) {
    if (!file || upload) return;
    const stop = new AbortController();
    setProblem(null);
    setUpload({ file, share: 0, stop });
    try {
      const item = await sendFile<ImportItem>(`/api/v1/imports?name=${encodeURIComponent(file.name)}`, file, {
        onProgress: (share) => setUpload({ file, share, stop }),
        signal: stop.signal,
      });
      await imports.changed();
      onUploaded(item);
    } catch (error) {
      if (!stop.signal.aborted) setProblem(error);
    } finally {
      setUpload(null);
    }
  }

  return (
    <section
      aria-label={t("data.imports.drop")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send(event.dataTransfer.files[0]);
      }}
      className={cx(
        "flex flex-col items-center gap-4 rounded-lg border border-dashed px-6 py-8 text-center transition-colors",
        over ? "border-accent bg-selected" : "border-edge",
      )}
    >
      <FormProblem error={problem} />
      {upload ? (
        <div className="w-full max-w-120">
          <Progress
            label={upload.file.name}
            value={upload.share}
            detail={upload.share >= 1 ? t("data.imports.recognising") : format.bytes(upload.file.size)}
          />
          <Button size="sm" className="mt-3" onClick={() => upload.stop.abort()}>
            {t("ui.cancel")}
          </Button>
        </div>
      ) : (
        <>
          <div>
            <h2 className="font-semibold text-base">{t("data.imports.drop")}</h2>
            <p className="mt-1 max-w-120 text-muted text-sm">{t("data.imports.dropBody")}</p>
          </div>
          <Button
            ref={act}
            variant="primary"
            icon={<FileUp className="size-3.5" aria-hidden />}
            onClick={() => picker.current?.click()}
          >
            {t("data.imports.pick")}
          </Button>
          <input
            ref={picker}
            type="file"
            accept={accepted}
            hidden
            onChange={({ target }) => {
              void send(target.files?.[0]);
              target.value = "";
            }}
          />
        </>
      )}
    </section>
  );
}
