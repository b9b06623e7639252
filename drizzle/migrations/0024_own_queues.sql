ALTER TABLE "member_preferences" ADD COLUMN "break_after" integer;--> statement-breakpoint
ALTER TABLE "member_preferences" ADD COLUMN "own_queues" uuid[] DEFAULT '{}' NOT NULL;