CREATE TABLE "annotation_causes" (
	"workspace" text NOT NULL,
	"reason" text NOT NULL,
	"key" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "annotation_causes_workspace_reason_key_pk" PRIMARY KEY("workspace","reason","key")
);
--> statement-breakpoint
CREATE TABLE "annotations" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"touchpoint_id" text,
	"link" text,
	"written_by" json NOT NULL,
	"reason" text,
	"cause" json,
	CONSTRAINT "annotations_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "metric_versions" (
	"metric" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "program_life" (
	"id" text PRIMARY KEY NOT NULL,
	"alive_since" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "annotations_happened" ON "annotations" USING btree ("workspace","happened_at","id");--> statement-breakpoint
CREATE INDEX "annotations_reason" ON "annotations" USING btree ("reason","happened_at");