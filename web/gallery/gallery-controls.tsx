import { Plus } from "lucide-react";
import { useState } from "react";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Combobox, MultiCombobox } from "../ui/combobox.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Field, Input, SearchInput, Textarea } from "../ui/field.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Progress } from "../ui/progress.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Select } from "../ui/select.tsx";

const channels = ["Web", "Mobile app", "E-mail", "Phone", "Store", "Chat"].map((label) => ({ value: label, label }));

/** Forms and small parts. */
export function GalleryControls() {
  const [channel, setChannel] = useState<string | null>("Web");
  const [several, setSeveral] = useState<string[]>(["Web", "Phone"]);
  const [interval, setInterval] = useState<"day" | "week" | "month">("week");
  const [checked, setChecked] = useState(true);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title="Form">
        <div className="flex flex-col gap-4">
          <Field label="Name" help="Shown on the map.">
            <Input defaultValue="Checkout" />
          </Field>
          <Field label="Owner" error="Enter an e-mail address of a member." optional>
            <Input defaultValue="mara@" />
          </Field>
          <Field label="Channel">
            <Select value={channel} onChange={setChannel} options={channels} placeholder="Choose a channel" />
          </Field>
          <Field label="Event">
            <Combobox value={channel} onChange={setChannel} options={channels} placeholder="Type to search" />
          </Field>
          <Field label="Channels">
            <MultiCombobox value={several} onChange={setSeveral} options={channels} placeholder="Type to search" />
          </Field>
          <Field label="Note">
            <Textarea placeholder="What stood out" />
          </Field>
          <Checkbox
            label="Compare with the previous period"
            help="Only complete weeks."
            checked={checked}
            onChange={setChecked}
          />
          <div className="flex gap-2">
            <Button variant="primary">Save</Button>
            <Button busy>Saving</Button>
            <Button variant="ghost">Cancel</Button>
            <Button variant="danger">Delete</Button>
          </div>
        </div>
      </Card>
      <div className="flex flex-col gap-4">
        <Card
          title="Small parts"
          description="Badges, keys, switches of view."
          actions={
            <Button size="sm" icon={<Plus className="size-3.5" />}>
              Add
            </Button>
          }
        >
          <div className="flex flex-col items-start gap-4">
            <div className="flex flex-wrap gap-2">
              <Badge>Assumption</Badge>
              <Badge tone="accent">Bound</Badge>
              <Badge tone="positive">Healthy</Badge>
              <Badge tone="warning">Amber</Badge>
              <Badge tone="negative">Overdue</Badge>
            </div>
            <Segmented
              label="Interval"
              value={interval}
              onChange={setInterval}
              options={[
                { value: "day", label: "Day" },
                { value: "week", label: "Week" },
                { value: "month", label: "Month" },
              ]}
            />
            <SearchInput label="Search customers" />
            <Kbd keys="g o" />
          </div>
        </Card>
        <Card title="Key">
          <CopyField label="Write key" value="tl_write_3f9a2c71b0d84e" secret />
        </Card>
        <Card title="Import">
          <div className="flex flex-col gap-4">
            <Progress label="orders-2026.csv" value={0.42} detail="12,400 rows/s · 40 s left" />
            <Progress label="Counting" value={null} />
          </div>
        </Card>
      </div>
    </div>
  );
}
