import { ImageUp } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { FilePurposeName, UploadedFile } from "../../contracts/files.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { sendFile } from "./send-file.ts";
import { shrinkPicture } from "./shrink-picture.ts";

const ACCEPTED = "image/jpeg,image/png,image/webp,image/gif";

interface UploadPictureProps {
  purpose: FilePurposeName;
  onUploaded: (id: string) => void;
  /** Beside the button, for what else can be done. */
  aside?: ReactNode;
}

/** A button that takes a picture from the device and uploads it; what it is used for is saved by the form around it. */
export function UploadPicture({ purpose, onUploaded, aside }: UploadPictureProps) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function send(file: File | undefined) {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    try {
      const query = new URLSearchParams({ purpose, name: file.name });
      const { id } = await sendFile<UploadedFile>(`/api/v1/files?${query}`, await shrinkPicture(file));
      onUploaded(id);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <FormProblem error={problem} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          busy={isBusy}
          icon={<ImageUp className="size-3.5" aria-hidden />}
          onClick={() => picker.current?.click()}
        >
          {t("files.uploadPicture")}
        </Button>
        {aside}
      </div>
      <p className="text-faint text-xs">{t("files.pictureHelp")}</p>
      <input
        ref={picker}
        type="file"
        accept={ACCEPTED}
        hidden
        onChange={({ target }) => {
          void send(target.files?.[0]);
          target.value = "";
        }}
      />
    </div>
  );
}
