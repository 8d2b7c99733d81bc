CREATE TABLE "access_links" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"email" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "access_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "mail_closed_addresses" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"recipient_key" text NOT NULL,
	"cause" text NOT NULL,
	"reason" text NOT NULL,
	"closed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mail_closed_addresses_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "mail_messages" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"recipient_key" text NOT NULL,
	"domain" text NOT NULL,
	"recipient_name" text,
	"message_id" text NOT NULL,
	"server_message_id" text,
	"subject" text NOT NULL,
	"text" text,
	"html" text,
	"secret" boolean NOT NULL,
	"urgent" boolean NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"attempted_at" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "mail_messages_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "mail_senders" (
	"workspace" text PRIMARY KEY NOT NULL,
	"name" text,
	"address" text,
	"confirmed_at" timestamp (3) with time zone,
	"reply_to" text,
	"token_hash" text,
	"token_expires_at" timestamp (3) with time zone,
	CONSTRAINT "mail_senders_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_links_user" ON "access_links" USING btree ("user_id","purpose","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_closed_addresses_address" ON "mail_closed_addresses" USING btree ("workspace","recipient_key");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_messages_message_id" ON "mail_messages" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "mail_messages_server_message_id" ON "mail_messages" USING btree ("server_message_id") WHERE server_message_id is not null;--> statement-breakpoint
CREATE INDEX "mail_messages_waiting" ON "mail_messages" USING btree ("domain","urgent" DESC NULLS LAST,"next_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "mail_messages_attempted_at" ON "mail_messages" USING btree ("attempted_at");--> statement-breakpoint
CREATE INDEX "mail_messages_recipient" ON "mail_messages" USING btree ("workspace","recipient_key");--> statement-breakpoint
CREATE INDEX "mail_messages_body" ON "mail_messages" USING btree ("settled_at") WHERE text is not null;