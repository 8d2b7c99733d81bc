import { MoreHorizontal, Plus, Route, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { Comparison, Definition, Measured } from "../../contracts/understand/metrics.ts";
import { permissionNames } from "../../contracts/words/permissions.ts";
import { BarBreakdown } from "../charts/bar-breakdown.tsx";
import { MarkContext } from "../charts/marks/marks.ts";
import { NumberTile, NumberTileSkeleton } from "../charts/number-tile.tsx";
import type { SeriesPoint } from "../charts/points.ts";
import { StackedShare, useNpsShares } from "../charts/stacked-share.tsx";
import { TrendChart } from "../charts/trend-chart.tsx";
import { recordQueries } from "../records/queries.ts";
import { queryClient } from "../session/api.ts";
import { SessionContext, sessionOf } from "../session/session.ts";
import { Frame } from "../shell/shell.tsx";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { toast } from "../ui/toast.tsx";
import { GalleryControls } from "./gallery-controls.tsx";
import { GalleryLists } from "./gallery-lists.tsx";
import { galleryMarks } from "./gallery-marks.ts";

const workspace = (id: string, name: string) => ({
  role: "owner",
  roleName: null,
  permissions: permissionNames,
  units: null,
  closed: null,
  workspace: {
    id,
    name,
    timezone: "Europe/Amsterdam",
    currency: "EUR",
    logo: null,
    secondFactorRequired: false,
    createdAt: "2026-01-01T00:00:00Z",
  },
});
const session = sessionOf({
  id: "u",
  name: "Mara Eriksen",
  email: "mara@fjord-and-field.example",
  memberships: [workspace("w", "Fjord & Field"), workspace("b", "Harbour Bank")],
});

const nps: Definition = {
  metric: "nps",
  version: 1,
  name: "Net Promoter Score",
  description: "Share of 9 and 10 minus share of 0 to 6 among all valid answers.",
  formula: "%(9–10) − %(0–6)",
  unit: "points",
  direction: "higher",
  scale: [-100, 100],
  minimumN: 5,
  interval: "Normal, from the variance of one answer",
  source: "Reichheld 2003",
  testable: true,
  variants: [],
  params: [],
};

const measured = (value: number | null, margin: number, n: number): Measured => ({
  value,
  n,
  low: value === null ? null : value - margin,
  high: value === null ? null : value + margin,
  hidden: false,
});
const compared = (delta: number, verdict: Comparison["verdict"]): Comparison => ({
  previous: measured(30, 8, 380),
  delta,
  deltaLow: delta - 4,
  deltaHigh: delta + 4,
  verdict,
});

function wave(base: number, swing: number, margin: number, gap: boolean): SeriesPoint[] {
  return Array.from({ length: 13 }, (_, index) => ({
    start: new Date(Date.UTC(2026, 7, 24 + index * 7)).toISOString(),
    complete: index < 12,
    result:
      gap && (index === 5 || index === 6)
        ? measured(null, 0, 0)
        : measured(base + swing * Math.sin(index * 0.9) + index * 0.7, margin * (1 + (index % 3) / 4), 60 + index * 3),
  }));
}

/** Every component with made-up content, for building without a server. */
export function GalleryPage() {
  return (
    <MarkContext value={galleryMarks}>
      <Gallery />
    </MarkContext>
  );
}

function Gallery() {
  const [tab, setTab] = useState<"numbers" | "controls" | "lists">("numbers");
  const [panel, setPanel] = useState(false);
  const [confirm, setConfirm] = useState(false);
  const shares = useNpsShares({ promoters: 0.5, passives: 0.33, detractors: 0.17 });
  useEffect(() => {
    queryClient.setQueryData<unknown>(recordQueries("journeys").list().queryKey, {
      items: [{ id: "j1", name: "First order" }],
    });
  }, []);
  if (!session) return null;
  return (
    <SessionContext value={session}>
      <Frame>
        <PageHeader
          title="First order"
          parent={{ label: "Journeys", to: "/journeys" }}
          answers="Where customers pass, where they leave, and how it felt."
          aside={<Badge tone="warning">Draft</Badge>}
          actions={
            <>
              <Menu
                align="end"
                trigger={<IconButton label="More" variant="secondary" icon={<MoreHorizontal className="size-4" />} />}
              >
                <MenuItem icon={<Route className="size-4" />} onSelect={() => setPanel(true)}>
                  Open panel
                </MenuItem>
                <MenuItem
                  onSelect={() => toast.success("Journey saved", { description: "Everyone sees the new version." })}
                >
                  Show notice
                </MenuItem>
                <MenuSeparator />
                <MenuItem danger icon={<Trash2 className="size-4" />} onSelect={() => setConfirm(true)}>
                  Delete journey
                </MenuItem>
              </Menu>
              <Button variant="primary" icon={<Plus className="size-4" />} onClick={() => setPanel(true)}>
                New step
              </Button>
            </>
          }
        />
        <Tabs
          label="Gallery"
          value={tab}
          onChange={setTab}
          tabs={[
            {
              value: "numbers",
              label: "Numbers",
              count: 8,
              content: (
                <div className="flex flex-col gap-4">
                  <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
                    <NumberTile
                      title="NPS"
                      unit="points"
                      definition={nps}
                      result={measured(33, 7, 402)}
                      comparison={compared(6, "better")}
                      series={wave(28, 4, 6, false)}
                      basis="“Likelihood to recommend”, 0–10"
                      onOpen={() => setPanel(true)}
                    >
                      <StackedShare label="Answers by group" shares={shares} />
                    </NumberTile>
                    <NumberTile
                      title="Satisfaction"
                      unit="share"
                      definition={nps}
                      result={{ value: 0.764, n: 1284, low: 0.74, high: 0.787, hidden: false }}
                      comparison={compared(-0.042, "worse")}
                      series={wave(70, 3, 6, true)}
                      basis="4 or 5 of 5"
                    />
                    <NumberTile
                      title="Effort"
                      unit="score"
                      result={measured(5.1, 0.3, 87)}
                      comparison={compared(0.1, "no_significant_change")}
                      series={wave(5, 1, 1, false)}
                      basis="“Made it easy”, 1–7"
                    />
                    <NumberTile
                      title="First response time"
                      unit="duration"
                      definition={nps}
                      result={{ value: 5100, n: 3, low: null, high: null, hidden: true }}
                      comparison={compared(0, "not_enough_data")}
                    />
                    <NumberTileSkeleton />
                  </div>
                  <TrendChart
                    title="NPS over time"
                    description="Points, with the 95 % interval"
                    unit="points"
                    interval="week"
                    timezone="UTC"
                    definition={nps}
                    series={[{ key: "nps", label: "NPS", points: wave(28, 9, 8, true) }]}
                  />
                  <div className="grid gap-4 lg:grid-cols-2">
                    <BarBreakdown
                      title="NPS by channel"
                      description="Points, with the 95 % interval"
                      dimension="Channel"
                      unit="points"
                      definition={nps}
                      onOpen={() => setPanel(true)}
                      bars={[
                        { key: "web", label: "Web", result: measured(41, 6, 812) },
                        { key: "store", label: "Store", result: measured(38, 12, 143) },
                        { key: "mobile", label: "Mobile app", result: measured(12, 8, 402) },
                        { key: "phone", label: "Phone, after a long wait in the queue", result: measured(-18, 15, 96) },
                        { key: "chat", label: "Chat", result: { ...measured(50, 30, 3), hidden: true } },
                      ]}
                    />
                    <TrendChart
                      title="Satisfaction by channel"
                      description="Share of 4 and 5"
                      unit="points"
                      interval="week"
                      timezone="UTC"
                      series={[
                        { key: "web", label: "Web", points: wave(60, 4, 4, false) },
                        { key: "mobile", label: "Mobile", points: wave(42, 5, 6, false) },
                        { key: "phone", label: "Phone", points: wave(24, 3, 5, true) },
                      ]}
                    />
                  </div>
                </div>
              ),
            },
            { value: "controls", label: "Controls", content: <GalleryControls /> },
            { value: "lists", label: "Lists and states", content: <GalleryLists /> },
          ]}
        />
        <SidePanel
          open={panel}
          onOpenChange={setPanel}
          title="Checkout"
          description="Step 4 of 7 · Web, mobile"
          width="wide"
        >
          <Card title="What customers wrote">“Card refused twice, then the basket was empty.”</Card>
        </SidePanel>
        <ConfirmDialog
          open={confirm}
          onOpenChange={setConfirm}
          title="Delete “First order”"
          body="The map, its lanes and typed cells are deleted. Events and answers are kept."
          confirmLabel="Delete journey"
          name="First order"
          onConfirm={() => setConfirm(false)}
        />
      </Frame>
    </SessionContext>
  );
}
