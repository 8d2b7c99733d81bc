INSERT INTO "storage_periods" ("workspace", "kind", "days", "due_at") SELECT "workspace", 'audit', "days", now() FROM "audit_retention";--> statement-breakpoint
INSERT INTO "storage_periods" ("workspace", "kind", "days", "due_at") SELECT "workspace", 'erasures', "grace_days", now() FROM "personal_settings";--> statement-breakpoint
UPDATE "roles" SET "permissions" = replace("permissions"::text, '"audit:edit"', '"storage:edit"')::jsonb;--> statement-breakpoint
UPDATE "keys" SET "scopes" = replace("scopes"::text, '"audit:edit"', '"storage:edit"')::jsonb;--> statement-breakpoint
DROP TABLE "audit_retention" CASCADE;--> statement-breakpoint
DROP TABLE "personal_settings" CASCADE;
