DROP INDEX "audit_log_at";--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_workspace_id_pk";--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_workspace_at_id_pk" PRIMARY KEY("workspace","at","id");