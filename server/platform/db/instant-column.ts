import { timestamp } from "drizzle-orm/pg-core";

/** A moment in time to the millisecond, as every table keeps it. */
export const instant = (column: string) => timestamp(column, { withTimezone: true, precision: 3, mode: "date" });
