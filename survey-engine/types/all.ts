import { single } from "./choice.ts";
import { contact, email, phone } from "./contact.ts";
import { coreTypes } from "./core.ts";
import { date } from "./date.ts";
import { file } from "./file.ts";
import { matrix } from "./matrix.ts";
import { number } from "./number.ts";
import { ranking } from "./ranking.ts";
import { slider } from "./slider.ts";
import type { Types } from "./type-rules.ts";

/** Every type, for who may meet any survey: the server, the builder and the command line. */
export const allTypes = {
  ...coreTypes,
  dropdown: single,
  number,
  date,
  email,
  phone,
  contact,
  matrix,
  ranking,
  slider,
  file,
} satisfies Types;
