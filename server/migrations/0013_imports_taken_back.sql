ALTER TABLE "imports" ADD COLUMN "noted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "taken_back" json;