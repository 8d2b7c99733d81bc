-- Names of touchpoints differ in more than blanks and punctuation; those that already differ in no more keep their keys.
UPDATE "touchpoints" AS "one" SET "name_key" = replace("name_key", '-', '')
WHERE "name_key" ~ '[^-]-|-[^-]' AND NOT EXISTS (
  SELECT 1 FROM "touchpoints" AS "other"
  WHERE "other"."workspace" = "one"."workspace" AND "other"."id" <> "one"."id"
    AND replace("other"."name_key", '-', '') = replace("one"."name_key", '-', '')
);
