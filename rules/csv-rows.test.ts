import { expect, it } from "vitest";
import { csvRows } from "./csv-rows.ts";

it("reads files as spreadsheets write them, in whatever order of columns", () => {
  const columns = ["key", "name"] as const;
  const rows = [
    { key: "a", name: "One, and more" },
    { key: "b", name: 'Two "quoted"\nin two lines' },
  ];
  const quoted = 'name,more,KEY\r\n"One, and more",x,a\r\n"Two ""quoted""\nin two lines",,b\r\n\r\n';
  expect(csvRows(`\uFEFF${quoted}`, columns)).toEqual({ rows });
  expect(csvRows("key;name\na;One, and more", columns)).toEqual({ rows: rows.slice(0, 1) });
  expect(csvRows("key\tname\na", columns)).toEqual({ rows: [{ key: "a", name: "" }] });
  expect(csvRows("key,name", columns)).toEqual({ rows: [] });
  expect(csvRows("id,name\na,b", columns)).toEqual({ lacks: ["key"] });
  expect(csvRows("", columns)).toEqual({ lacks: ["key", "name"] });
});
