CREATE TABLE "restrictions" (
	"workspace" text NOT NULL,
	"contact" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "restrictions_workspace_contact_pk" PRIMARY KEY("workspace","contact")
);
--> statement-breakpoint
CREATE TABLE "erasure_people" (
	"workspace" text NOT NULL,
	"contact" text NOT NULL,
	"erasure" text NOT NULL,
	CONSTRAINT "erasure_people_workspace_contact_pk" PRIMARY KEY("workspace","contact")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"mode" text NOT NULL,
	"keep_texts" boolean NOT NULL,
	"status" text NOT NULL,
	"people" integer NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"progress" json,
	"counts" json NOT NULL,
	"work" json,
	CONSTRAINT "erasures_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "personal_settings" (
	"workspace" text PRIMARY KEY NOT NULL,
	"grace_days" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"workspace" text NOT NULL,
	"mark" text NOT NULL,
	"made_with" text NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL,
	"left" text NOT NULL,
	CONSTRAINT "tombstones_workspace_mark_pk" PRIMARY KEY("workspace","mark")
);
--> statement-breakpoint
CREATE INDEX "erasure_people_erasure" ON "erasure_people" USING btree ("workspace","erasure");--> statement-breakpoint
CREATE INDEX "erasures_status" ON "erasures" USING btree ("status","due_at");