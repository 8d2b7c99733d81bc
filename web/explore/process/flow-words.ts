import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import { useElapsedWords } from "../elapsed-words.ts";
import { beginning, type Picked, type ProcessEdge } from "./pick-flow.ts";

interface Border {
  from: string;
  to: string;
}

/** What is said of the parts of the drawing. `tracesAt` are the traces that begin, or end, by a way. */
export function useFlowWords(tracesAt: (border: Border) => number) {
  const { t } = useTranslation();
  const format = useFormat();
  const elapsed = useElapsedWords();
  return {
    edgeWords: (edge: ProcessEdge): string =>
      [
        t("explore.process.edgeWords", {
          from: edge.from,
          to: edge.to,
          count: edge.count,
          n: format.count(edge.count),
          traces: format.count(edge.traces),
        }),
        elapsed(edge.elapsed),
      ]
        .filter(Boolean)
        .join(", "),
    borderWords(border: Border): string {
      const { from, to } = border;
      const traces = tracesAt(border);
      const words = { name: from === beginning ? to : from, count: traces, n: format.count(traces) };
      return t(from === beginning ? "explore.process.beginWords" : "explore.process.endWords", words);
    },
    nodeWords: ({ events, traces }: Picked["activities"][number]): string =>
      t("explore.process.nodeWords", { n: format.count(events), traces: format.count(traces) }),
  };
}
