import { useQueryClient } from "@tanstack/react-query";
import type { Persona } from "../../contracts/understand/personas.ts";
import { RecordRemoval } from "../records/record-removal.tsx";
import { request } from "../session/api.ts";

/** Deletes a persona by name; the maps that use it are named instead when there are any. */
export function PersonaRemoval({ persona, onGone }: { persona: Persona; onGone: () => void }) {
  const client = useQueryClient();
  return (
    <RecordRemoval
      words="personas"
      name={persona.name}
      remove={async () => {
        await request("DELETE /api/v1/personas/:id", { params: { id: persona.id } });
        await client.invalidateQueries({ queryKey: ["personas"], exact: true });
      }}
      onGone={onGone}
    />
  );
}
