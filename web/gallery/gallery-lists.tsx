import { Route } from "lucide-react";
import { useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { type Sort, Table } from "../ui/table.tsx";

const people = ["Ines Moreau", "Tomasz Zielinski", "Aoife Byrne", "Jonas Lindqvist", "Priya Raman"].map(
  (name, index) => ({
    id: `c${index}`,
    name,
    email: `${name.toLowerCase().replace(" ", ".")}@mail.example`,
    orders: 12 - index * 2,
    status: index % 2 ? "At risk" : "Loyal",
  }),
);

const lost = new ApiError({
  type: "about:blank",
  title: "Unavailable",
  status: 503,
  code: "query_too_slow",
  values: { seconds: 30 },
  detail: "The event store took longer than 30 seconds to answer.",
  requestId: "req_01JD7Q8M4T",
});

/** Lists and what stands in their place. */
export function GalleryLists() {
  const [sort, setSort] = useState<Sort>({ key: "orders", direction: "desc" });
  const [selected, setSelected] = useState<Set<string>>(new Set(["c1"]));
  const pages = useCursor("people");
  return (
    <div className="flex flex-col gap-4">
      <Card flush title="Customers" description="Everyone seen in the period.">
        <Table
          caption="Customers"
          rows={people}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.name}
          sort={sort}
          onSort={setSort}
          selection={{ selected, onChange: setSelected }}
          onOpen={() => undefined}
          columns={[
            {
              key: "name",
              header: "Name",
              cell: (row) => <span className="font-medium">{row.name}</span>,
              title: true,
            },
            { key: "email", header: "E-mail", cell: (row) => <span className="text-muted">{row.email}</span> },
            {
              key: "status",
              header: "Status",
              cell: (row) => <Badge tone={row.status === "Loyal" ? "positive" : "warning"}>{row.status}</Badge>,
            },
            { key: "orders", header: "Orders", cell: (row) => row.orders, align: "end", sortable: true },
          ]}
        />
      </Card>
      <Pagination pages={pages} nextCursor="more" />
      <div className="grid gap-4 lg:grid-cols-2">
        <EmptyState
          icon={<Route className="size-5" />}
          title="No journeys yet"
          body="A journey shows the steps customers take, how many pass each one and how satisfied they are there."
          action={<Button variant="primary">Start from a template</Button>}
        />
        <Card flush>
          <SkeletonRows rows={5} />
        </Card>
      </div>
      <ErrorState
        error={lost}
        title="The numbers could not be loaded"
        kept="Your filters are kept."
        onRetry={() => undefined}
      />
    </div>
  );
}
