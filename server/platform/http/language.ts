import type { FastifyRequest } from "fastify";

/** What the program writes to people in. */
export type Language = "en" | "de";

/** The first language of `Accept-Language` that we write, by its weight; English when none is. */
export function languageOf(request: FastifyRequest): Language {
  const asked = (request.headers["accept-language"] ?? "")
    .slice(0, 500)
    .split(",")
    .map((part, place) => {
      const [name = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find(Boolean);
      return { language: name.slice(0, 2), weight: weight === undefined ? 1 : Number(weight), place };
    })
    .filter(({ language, weight }) => (language === "de" || language === "en") && weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place);
  return asked[0]?.language === "de" ? "de" : "en";
}
