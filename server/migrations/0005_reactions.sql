CREATE TABLE "stitching" (
	"id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"parted" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "segment_counting" (
	"id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "segment_counts" (
	"workspace" text NOT NULL,
	"segment" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"size" integer NOT NULL,
	"entered" integer NOT NULL,
	"gone" integer NOT NULL,
	"entered_by_news" integer NOT NULL,
	"gone_by_news" integer NOT NULL,
	"redefined" boolean NOT NULL,
	CONSTRAINT "segment_counts_workspace_segment_hour_pk" PRIMARY KEY("workspace","segment","hour")
);
--> statement-breakpoint
CREATE TABLE "followers" (
	"name" text PRIMARY KEY NOT NULL,
	"arrival" bigint NOT NULL,
	"seen" jsonb NOT NULL,
	"news_after" bigint NOT NULL,
	"turn" bigint NOT NULL,
	"moved_at" timestamp (3) with time zone,
	"held_by" text,
	"held_until" timestamp (3) with time zone,
	"failures" integer NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"workspace" text NOT NULL,
	"topic" text NOT NULL,
	"thing" text NOT NULL,
	"number" integer NOT NULL,
	"payload" json NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outbox_messages_workspace_topic_thing_number_pk" PRIMARY KEY("workspace","topic","thing","number")
);
--> statement-breakpoint
CREATE TABLE "outbox_things" (
	"workspace" text NOT NULL,
	"topic" text NOT NULL,
	"thing" text NOT NULL,
	"id" text NOT NULL,
	"last" integer NOT NULL,
	"waiting" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"tries" integer NOT NULL,
	"reason" text,
	"failed_at" timestamp (3) with time zone,
	"stuck" boolean NOT NULL,
	"held_by" text,
	"held_until" timestamp (3) with time zone,
	CONSTRAINT "outbox_things_workspace_topic_thing_pk" PRIMARY KEY("workspace","topic","thing")
);
--> statement-breakpoint
ALTER TABLE "stitch_cursor" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "stitch_cursor" CASCADE;--> statement-breakpoint
DROP INDEX "contacts_last_seen";--> statement-breakpoint
DROP INDEX "contacts_first_seen";--> statement-breakpoint
DROP INDEX "identifiers_unpublished";--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_things_id" ON "outbox_things" USING btree ("id");--> statement-breakpoint
CREATE INDEX "outbox_things_due" ON "outbox_things" USING btree ("topic","due_at") WHERE not stuck;--> statement-breakpoint
CREATE INDEX "outbox_things_failing" ON "outbox_things" USING btree ("workspace","id") WHERE tries > 0;--> statement-breakpoint
ALTER TABLE "contacts" DROP COLUMN "last_seen";--> statement-breakpoint
ALTER TABLE "identifiers" DROP COLUMN "published";