import { z } from "zod";

/** A currency by its code (ISO 4217). */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, "not a currency such as EUR");
