import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Gauge } from "lucide-react";
import { useMetricWords } from "../charts/metric-words.ts";
import { metricsQuery } from "../metrics/ask.ts";
import type { Findable } from "../records/findable.ts";
import { useSession } from "../session/session.ts";

/** Every metric, by its name and by what it means. */
export const findableMetrics: Findable = {
  title: "overview.metrics",
  icon: Gauge,
  useFound() {
    const navigate = useNavigate();
    const { can } = useSession();
    const found = useQuery({ ...metricsQuery, enabled: can("metrics:read") });
    return (useMetricWords(found.data) ?? []).map(({ metric, name, variants }) => ({
      id: metric,
      name,
      also: [metric, ...variants.map(({ title }) => title)].join(" "),
      open: () => navigate({ to: "/overview/$metric", params: { metric } }),
    }));
  },
};
