CREATE TABLE "corrections" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"contact" text NOT NULL,
	"asked" json NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "corrections_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "privacy_links" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"contact" text NOT NULL,
	"erasure" text,
	"token_hash" text NOT NULL,
	"language" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "privacy_links_workspace_id_pk" PRIMARY KEY("workspace","id"),
	CONSTRAINT "privacy_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "storage_periods" (
	"workspace" text NOT NULL,
	"kind" text NOT NULL,
	"days" integer,
	"due_at" timestamp (3) with time zone NOT NULL,
	"running" json,
	"last" json,
	CONSTRAINT "storage_periods_workspace_kind_pk" PRIMARY KEY("workspace","kind")
);
--> statement-breakpoint
CREATE TABLE "erased_version" (
	"id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "erasures" ADD COLUMN "origin" text DEFAULT 'member' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_contact" ON "corrections" USING btree ("workspace","contact");--> statement-breakpoint
CREATE INDEX "privacy_links_contact" ON "privacy_links" USING btree ("workspace","contact");