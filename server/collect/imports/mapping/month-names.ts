const LANGUAGES = ["en", "de"];
/** What spreadsheets write in German, and no locale data of today. */
const OTHERS: [string, number][] = [
  ["mrz", 3],
  ["maerz", 3],
];

const bare = (name: string): string => name.normalize("NFC").toLowerCase().replace(/\.$/, "");

/** Numbers of months by their names in the languages of the page, whole, short, and cut to three letters. */
const MONTHS: ReadonlyMap<string, number> = new Map([
  ...OTHERS,
  ...LANGUAGES.flatMap((language) =>
    Array.from({ length: 12 }, (_, index): [string, number][] => {
      const day = new Date(Date.UTC(2024, index, 15));
      const nameOf = (month: "long" | "short") =>
        bare(new Intl.DateTimeFormat(language, { month, timeZone: "UTC" }).format(day));
      const long = nameOf("long");
      return [long, nameOf("short"), long.slice(0, 3), ...(long.startsWith("sept") ? ["sept"] : [])].map((name) => [
        name,
        index + 1,
      ]);
    }).flat(),
  ),
]);

/** 1 to 12, or null for what is no month. */
export const monthNamed = (name: string): number | null => MONTHS.get(bare(name)) ?? null;
