import type { Caller } from "../../testing/app.ts";
import { type NounExamples, uploadOf } from "../../testing/examples.ts";
import { plain } from "./pictures/pictures.fixture.ts";

const picture = (as: Caller, name: string) =>
  uploadOf(as, `files?purpose=persona_picture&name=${name}.png`, plain["image/png"]);

export const fileExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const file = await owner.inject(picture(owner, "ann").options);
    return { files: file.json<{ id: string }>().id };
  },
  audited: ({ t: { owner } }) => ({ uploadFile: async () => picture(owner, "zelda") }),
  sayNothing: ["uploadFile", "getFile"],
};
