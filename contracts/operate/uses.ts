import { z } from "zod";
import { endpoint, idParams } from "../endpoint.ts";
import { kindNames } from "../words/kinds.ts";

/** What others can use; it is not deleted while they do. */
export const usedKind = z.enum(["segment", "persona", "touchpoint", "saved_query", "question", "unit", "role"]);

/** A record that uses another. `name` is what it was called when it was last saved; empty for a tile without a title. */
const user = z.object({ kind: z.enum(kindNames), id: z.string(), name: z.string() }).meta({ id: "User of a record" });

export const usesApi = {
  listUses: endpoint({
    method: "GET",
    path: "/api/v1/uses/:kind/:id",
    tag: "Uses",
    summary: "What uses a segment, persona, touchpoint, saved query, question, unit or role",
    description:
      "By kind and name, at most 200; `total` says how many there are. Takes the permission to read the record; what the caller may not read is counted and not listed.",
    access: "workspace:read",
    params: idParams.extend({ kind: usedKind }),
    response: z.object({ items: z.array(user), total: z.number().int() }),
    status: 200,
  }),
};
