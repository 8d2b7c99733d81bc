import { useNavigate } from "@tanstack/react-router";
import type { Segment } from "../../contracts/know/segments.ts";
import type { PeopleBehindInput } from "../../contracts/understand/people.ts";
import { useTranslation } from "../i18n/words.ts";
import { NameDialog } from "../records/name-dialog.tsx";
import { recordQueries } from "../records/queries.ts";
import { request } from "../session/api.ts";
import { useFormat } from "../ui/format.ts";
import { toast } from "../ui/toast.tsx";

interface SaveSegmentProps {
  of: PeopleBehindInput;
  total: number;
  onClose: () => void;
}

/** Gives the people of a list a name, under which they are a segment. */
export function SaveSegment({ of, total, onClose }: SaveSegmentProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const segments = recordQueries("segments");
  async function onSaved({ id, name }: Segment) {
    await segments.changed();
    onClose();
    toast.success(t("records.saved", { name }), {
      action: {
        label: t("people.openSegment"),
        onClick: () => void navigate({ to: "/customers/segments/$id", params: { id } }),
      },
    });
  }
  return (
    <NameDialog
      of={{
        words: "segments",
        one: segments.one,
        save: (named) => request("POST /api/v1/people/segment", { body: { ...named, of } }),
      }}
      title={t("people.saveTitle", { count: total, n: format.count(total) })}
      body={{}}
      onSaved={(segment) => void onSaved(segment)}
      onClose={onClose}
    />
  );
}
