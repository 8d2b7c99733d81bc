import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Layout } from "../../../../contracts/collect/file-layout.ts";
import { mapping as mappingSchema, type SuggestedMapping } from "../../../../contracts/collect/imports.ts";
import { type RecipeName, recipes } from "../../../../contracts/words/recipes.ts";
import { packageRoot } from "../../../config.ts";
import { openFile } from "../file/open-file.ts";
import { readRows } from "../file/read-rows.ts";
import { recognise } from "../file/recognise.ts";
import { createRowMapper, type ImportedMessage } from "./map-row.ts";

const LIMITS = { maxBytes: 1e9, maxRatio: 100 };
const pathOf = (name: RecipeName) => join(packageRoot, "server", "testing", "exports", `${name}.csv`);

async function read(name: RecipeName, layout: Layout = {}) {
  const file = await openFile(createReadStream(pathOf(name)), LIMITS);
  const found = await recognise(file, layout, "Europe/Berlin");
  const suggestion = found.recognised.suggestion;
  const rejects: string[] = [];
  const messages: ImportedMessage[] = [];
  const parsed = mappingSchema.safeParse(suggestion);
  if (parsed.success) {
    const map = createRowMapper(parsed.data);
    for await (const row of readRows(file.text, found.layout)) {
      const mapped = map(row);
      if (mapped.ok) messages.push(...mapped.messages);
      else rejects.push(mapped.reason);
    }
  }
  return { recognised: found.recognised, suggestion, messages, rejects };
}

const expected: Record<
  RecipeName,
  { headerRows: number; mapping: Partial<SuggestedMapping>; first: object; answers: number }
> = {
  qualtrics: {
    headerRows: 3,
    mapping: {
      time: { column: "RecordedDate", format: "iso", timezone: "Europe/Berlin" },
      contact: { column: "RecipientEmail", kind: "email" },
      channel: { column: "DistributionChannel" },
      messageId: { columns: ["ResponseId"] },
      feedback: [
        { column: "Q1", type: "nps", question: "How likely are you to recommend Birchmoor Bikes?" },
        { column: "Q2", type: "text", question: "What is the main reason for your score, in your own words?" },
        { column: "Q3", type: "csat", question: "How satisfied were you with the delivery?" },
      ],
    },
    first: { field_type: "nps", value_number: 10 },
    answers: 8,
  },
  surveymonkey: {
    headerRows: 2,
    mapping: {
      time: { column: "End Date", format: "month-day-year", timezone: "Europe/Berlin" },
      contact: { column: "Email Address", kind: "email" },
      messageId: { columns: ["Respondent ID"] },
      traits: ["First Name", "Last Name"],
    },
    first: { field_type: "nps", value_number: 9 },
    answers: 9,
  },
  zendesk: {
    headerRows: 1,
    mapping: {
      time: { column: "Solved at", format: "iso", timezone: "Europe/Berlin" },
      contact: { column: "Requester Email", kind: "email" },
      caseColumn: "Ticket ID",
      channel: { column: "Channel" },
      event: { value: "Ticket Rated" },
    },
    first: { field_type: "categorical", value_text: "Good" },
    answers: 3,
  },
  delighted: {
    headerRows: 1,
    mapping: {
      time: { column: "Created At (UTC)", format: "iso", timezone: "UTC" },
      contact: { column: "Person Email", kind: "email" },
      feedback: [{ column: "Score", type: "nps", text: "Comment" }],
      messageId: { columns: ["Response ID"] },
    },
    first: { field_type: "nps", value_number: 10, value_text: "Lovely shop" },
    answers: 3,
  },
  typeform: {
    headerRows: 1,
    mapping: {
      time: { column: "Submit Date (UTC)", format: "iso", timezone: "UTC" },
      contact: { column: "email", kind: "email" },
      messageId: { columns: ["#"] },
    },
    first: { field_type: "nps", value_number: 9 },
    answers: 9,
  },
  hotjar: {
    headerRows: 1,
    mapping: {
      time: { column: "Date Submitted", format: "iso", timezone: "Europe/Berlin" },
      contact: { column: "User", kind: "anonymousId" },
      feedback: [{ column: "Emotion (1-5)", type: "rating", scaleMax: 5, text: "Message" }],
    },
    first: { field_type: "rating", value_number: 2 },
    answers: 3,
  },
  hubspot: {
    headerRows: 1,
    mapping: {
      time: { column: "Survey Submission Date", format: "iso", timezone: "Europe/Berlin" },
      contact: { column: "Contact Email", kind: "email" },
      channel: { column: "Survey Channel" },
      feedback: [{ column: "Value", type: "nps", text: "Content" }],
    },
    first: { field_type: "nps", value_number: 10, value_text: "I told my sister" },
    answers: 3,
  },
  google_forms: {
    headerRows: 1,
    mapping: {
      time: { column: "Timestamp", format: "year-month-day", timezone: "Europe/Berlin" },
      contact: { column: "Email Address", kind: "email" },
      feedback: [
        { column: "How satisfied were you with the repair?", type: "csat" },
        { column: "What else would you like to tell us?", type: "text" },
        { column: "Would you come again?", type: "boolean" },
      ],
    },
    first: { field_type: "csat", value_number: 5 },
    answers: 8,
  },
};

describe("an export of", () => {
  it.each(recipes)("%s is known, and every row of it is in by what is proposed", async (name) => {
    const { headerRows, mapping, first, answers } = expected[name];
    const { recognised, suggestion, messages, rejects } = await read(name);
    expect(recognised).toMatchObject({ recipe: name, headerRows, rowsSeen: 3 });
    expect(suggestion).toMatchObject(mapping);
    expect(rejects).toEqual([]);
    const said = messages.filter(({ event }) => event === "Feedback Received");
    expect(said).toHaveLength(answers);
    expect(said[0]?.properties).toMatchObject(first);
    expect(new Set(messages.map(({ userId, anonymousId }) => userId ?? anonymousId)).size).toBe(3);
  });

  it.each(recipes)("%s is read like any other where that is wished", async (name) => {
    const { recognised } = await read(name, { recipe: "none" });
    expect(recognised.recipe).toBeNull();
    expect(recognised.rowsSeen).toBeGreaterThanOrEqual(3);
  });
});

it("no table of others is taken for an export", async () => {
  const others = [
    "user,event,time\nann,Bought,2024-05-01\nbob,Left,2024-05-02\n",
    "Timestamp,Value\n2024-05-01 10:00:00,3\n2024-05-02 10:00:00,4\n",
    "Number,User,Amount\n1,ann,3\n2,bob,4\n",
  ];
  for (const text of others) {
    const file = await openFile(Readable.from([Buffer.from(text)], { objectMode: false }), LIMITS);
    expect((await recognise(file)).recognised.recipe).toBeNull();
  }
});
