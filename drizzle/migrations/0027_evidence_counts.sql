ALTER TABLE "evidence" ADD COLUMN "cap" double precision;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "card" jsonb;