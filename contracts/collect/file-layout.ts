import { z } from "zod";
import { encodings } from "../words/encodings.ts";
import { recipes } from "../words/recipes.ts";

/** How a file is laid out: what the reader must know before it can give rows. */
export const fileFormat = z.enum(["csv", "jsonl", "json", "xes", "xlsx"]);
export type FileFormat = z.infer<typeof fileFormat>;

/** What separates the columns of a text table; `whitespace` is any run of blanks, as in printed tables. */
export const delimiter = z.enum([",", ";", "\t", "|", "whitespace"]);
export type Delimiter = z.infer<typeof delimiter>;

/** How the characters of a file are written as bytes. */
export const encoding = z.enum(encodings);
export type Encoding = z.infer<typeof encoding>;

/** Survey tools name their columns by whole questions. */
export const column = z.string().min(1).max(2000);

/** The layout of the file; what is left out is recognised from its first 64 KB. */
export const layout = z.strictObject({
  format: fileFormat.optional(),
  encoding: encoding.optional(),
  /** Name of the sheet of a workbook; the first that is not hidden when absent. */
  sheet: z.string().min(1).max(255).optional(),
  delimiter: delimiter.optional(),
  /** Lines above the table, such as a title; the header or the first row comes right after them. */
  skipLines: z.number().int().min(0).max(1000).optional(),
  /** Whose export it is to be read as; `none` when it is nobody's, whatever it looks like. */
  recipe: z.enum([...recipes, "none"]).optional(),
  header: z.boolean().optional(),
  /** How many rows the header has. The first names the columns; the others are no rows of data. */
  headerRows: z.number().int().min(1).max(5).optional(),
  /** Names for the columns, left to right; they replace the header's. Without header and names: column1, column2, … */
  columns: z.array(column).min(1).max(500).optional(),
});
export type Layout = z.infer<typeof layout>;
